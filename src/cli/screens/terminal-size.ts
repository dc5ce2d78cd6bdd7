import { useStdout } from 'ink';
import { useEffect, useState } from 'react';

/** Columns and rows of the terminal that is drawn on, also after it was made smaller or larger. */
export function useTerminalSize(): { readonly columns: number; readonly rows: number } {
  const { stdout } = useStdout();
  const now = (): { columns: number; rows: number } => ({
    columns: Math.max(20, stdout.columns || 80),
    rows: Math.max(6, stdout.rows || 24),
  });
  const [size, setSize] = useState(now);
  useEffect(() => {
    const changed = (): void => setSize(now());
    stdout.on('resize', changed);
    return () => void stdout.off('resize', changed);
  });
  return size;
}
