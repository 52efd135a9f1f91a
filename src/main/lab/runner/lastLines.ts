/** The end of what a process wrote, bounded whatever it writes. */
const keptLines = 20;
const longestLine = 500;

export class LastLines {
  private lines: string[] = [];
  private rest = '';

  add(chunk: Buffer): void {
    const parts = (this.rest + chunk.toString('utf8')).split('\n');
    this.rest = (parts.pop() ?? '').slice(-longestLine);
    this.lines = [...this.lines, ...parts.map((line) => line.slice(0, longestLine))].slice(-keptLines);
  }

  read(): string[] {
    return [...this.lines, this.rest].filter((line) => line.trim() !== '').slice(-keptLines);
  }
}
