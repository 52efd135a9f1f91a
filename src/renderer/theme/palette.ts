/** Token colours for canvases, which cannot read CSS variables themselves. Read once a theme. */
const known = new Map<string, string>();
let knownTheme: string | undefined;

/** The value of a token, such as `--spark`, in the theme now shown. */
export function tokenColour(token: `--${string}`): string {
  const theme = document.documentElement.dataset['theme'];
  if (theme !== knownTheme) {
    known.clear();
    knownTheme = theme;
  }
  const cached = known.get(token);
  if (cached !== undefined) return cached;
  const value = getComputedStyle(document.documentElement).getPropertyValue(token).trim();
  known.set(token, value);
  return value;
}
