// Builds `configcat-serve/page`, which the program contains, of `configcat-serve/page-source`. The result is committed, so
// that nobody needs Node to build the program. `node build.mjs` writes it; the test asks `build` whether it is current.

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const crate = path.join(import.meta.dirname, '../../configcat-serve');
const source = path.join(crate, 'page-source');
export const target = path.join(crate, 'page');

const NOTE = 'Built of page-source by tests/page/build.mjs';
const OPTIONS = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  write: false,
  logLevel: 'error',
};

async function built(name, options = {}) {
  const { outputFiles } = await esbuild.build({
    ...OPTIONS,
    entryPoints: [path.join(source, name)],
    banner: { [name.endsWith('.css') ? 'css' : 'js']: `/* ${NOTE} */` },
    ...options,
  });
  return outputFiles[0].text;
}

/** The files of the page: their names and contents. */
export async function build() {
  const copied = (name) => readFile(path.join(source, name), 'utf8');
  return {
    'app.js': await built('app.js'),
    'icon.svg': await copied('icon.svg'),
    'index.html': await copied('index.html'),
    'style.css': await built('style.css', { target: 'esnext' }),
    'theme.js': await built('theme.js', { format: 'iife' }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let bytes = 0;
  for (const [name, content] of Object.entries(await build())) {
    await writeFile(path.join(target, name), content);
    bytes += Buffer.byteLength(content);
  }
  console.log(`${bytes} bytes in ${target}`);
}
