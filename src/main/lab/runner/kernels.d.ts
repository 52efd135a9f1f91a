/** Compiled kernels: `x.ts?asc` and, with a lock in the template's place, `x.ts?lock=mcs&asc` (scripts/assemblyscript.mjs). */
declare module '*?asc' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module '*&asc' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
