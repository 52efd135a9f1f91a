/** Hands a file to the person: an ordinary download, for which Electron asks where to save it. */
export function saveFile(file: { fileName: string; mediaType: string; base64: string }): void {
  const bytes = Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: file.mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.fileName;
  link.click();
  // The download has its own hold on the bytes once it has begun; a minute is far beyond that.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
