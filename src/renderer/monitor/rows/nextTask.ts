/** Resolves in a task of its own, so that keys and clicks are heard before. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
