/**
 * The roles of the person at the terminal, which policies may except (S17): `DATAAGENT_ROLES`, names
 * with commas between. Never from a project file, and never for what is generated or checked.
 */
export function rolesOf(
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return (environment['DATAAGENT_ROLES'] ?? '')
    .split(',')
    .map((role) => role.trim())
    .filter((role) => role !== '');
}
