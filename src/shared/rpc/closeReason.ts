/** What a WebSocket may say when it closes (RFC 6455, 5.5.1 and 7.4.2): a code that is ours, and at most 123 bytes of reason. */
export const closeCode = 4000;

const reasonLength = 123;

/** `reason`, cut where it is longer than a close frame may carry. */
export function closeReason(reason: string): string {
  const encoder = new TextEncoder();
  let text = reason;
  while (encoder.encode(text).length > reasonLength) text = text.slice(0, -1);
  return text;
}
