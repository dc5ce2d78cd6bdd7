/**
 * Outlives readers that go away (`| head`): what they do not want is dropped, and the exit code stays.
 * A stdout that cannot be written for another reason is a trouble of the environment.
 */
export function surviveClosedStreams(): void {
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') void tell(error.code ?? error.message);
  });
}

async function tell(code: string): Promise<void> {
  const { reportFailure } = await import('./failure.js');
  const { localeLanguage } = await import('./options/language.js');
  const { cliTrouble } = await import('./troubles/cli.js');
  const trouble = cliTrouble('cannot-print', { code });
  reportFailure(trouble, { json: false, language: localeLanguage() });
}
