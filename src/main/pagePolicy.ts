/**
 * The headers under which every shell serves the page. Nothing is loaded but the page's own files; no script or style
 * but those in files; nobody may frame it. Blob and data images are what charts and exports are made of.
 */

/** `socketOrigin`: where the page may open its socket (`ws://localhost:8080`); browsers differ on whether 'self' covers it. */
export function pageHeaders(socketOrigin?: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    `connect-src 'self'${socketOrigin === undefined ? '' : ` ${socketOrigin}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-cache',
  };
}
