/** The pHYs chunk of a PNG (W3C PNG 3rd edition, 11.3.4.3), without which programs show it at any size they like. */
import { crc32 } from 'node:zlib';
import { ThreadlabError } from '../../../shared/errors.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const metresPerInch = 0.0254;

interface Chunk {
  type: string;
  start: number;
  end: number;
}

/** The same picture with its density set, in place of one that it may have had. Throws `badFormat` where it is no whole PNG. */
export function setDensity(png: Uint8Array, dotsPerInch: number): Uint8Array {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const perMetre = Math.round(dotsPerInch / metresPerInch);
  const data = Buffer.alloc(9);
  data.writeUInt32BE(perMetre, 0);
  data.writeUInt32BE(perMetre, 4);
  data.writeUInt8(1, 8); // the unit is the metre
  const parts = chunksOf(bytes)
    .filter(({ type }) => type !== 'pHYs')
    .flatMap(({ type, start, end }) => {
      const part = bytes.subarray(start, end);
      return type === 'IHDR' ? [part, chunk('pHYs', data)] : [part]; // it must come before the image data
    });
  return Buffer.concat([signature, ...parts]);
}

/** All chunks, each with a checksum that holds, from IHDR to IEND. */
export function chunksOf(bytes: Buffer): Chunk[] {
  if (!bytes.subarray(0, 8).equals(signature)) throw new ThreadlabError('badFormat', 'This is not a PNG.');
  const chunks: Chunk[] = [];
  for (let start = 8; start < bytes.length;) {
    const end = start + 12 + (start + 8 <= bytes.length ? bytes.readUInt32BE(start) : 0);
    if (end > bytes.length) throw new ThreadlabError('badFormat', 'The PNG is cut short.');
    if (crc32(bytes.subarray(start + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) {
      throw new ThreadlabError('badFormat', 'The PNG is damaged: a checksum does not hold.');
    }
    chunks.push({ type: bytes.toString('latin1', start + 4, start + 8), start, end });
    start = end;
  }
  if (chunks[0]?.type !== 'IHDR' || chunks.at(-1)?.type !== 'IEND') {
    throw new ThreadlabError('badFormat', 'The PNG is cut short.');
  }
  return chunks;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), whole.length - 4);
  return whole;
}
