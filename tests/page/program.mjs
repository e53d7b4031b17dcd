// The program under test, a browser, and what tests ask of them.

import { spawn } from 'node:child_process';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const BROWSERS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const LONGEST_START = 20_000;

/** The browser that all tests share. */
export async function openBrowser() {
  for (const executablePath of BROWSERS.filter(Boolean)) {
    try {
      await access(executablePath);
    } catch {
      continue;
    }
    return chromium.launch({ executablePath, args: ['--no-sandbox', '--js-flags=--expose-gc'] });
  }
  throw new Error('no Chromium is found: install it, or name it with the variable CHROMIUM');
}

/**
 * Starts `cargo configcat serve` on a free port, with documents in a temporary folder: names of files to copy, or
 * `[name, text]`.
 */
export async function serve(documents, { port = 0 } = {}) {
  const binary = process.env.CARGO_CONFIGCAT;
  if (!binary) throw new Error('the variable CARGO_CONFIGCAT has to be the path of the program `cargo-configcat`');
  const folder = await mkdtemp(path.join(tmpdir(), 'page-'));
  const names = [];
  for (const document of documents) {
    const [name, text] = Array.isArray(document)
      ? document
      : [document, await readFile(path.join(import.meta.dirname, document))];
    names.push(name);
    await writeFile(path.join(folder, name), text);
  }
  const server = new Server(path.resolve(binary), folder, names, port);
  await server.start();
  return server;
}

class Server {
  constructor(binary, folder, documents, port) {
    Object.assign(this, { binary, folder, documents, port: String(port), child: null, url: null });
  }

  start() {
    const args = ['configcat', 'serve', ...this.documents, '--port', this.port];
    this.child = spawn(this.binary, args, { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
    this.ended = new Promise((resolve) => this.child.once('exit', resolve));
    return new Promise((resolve, reject) => {
      let text = '';
      const read = (chunk) => {
        text += chunk;
        const found = /page and API: (http:\/\/\S+:(\d+)\/)/.exec(text);
        if (!found) return;
        clearTimeout(timer);
        [, this.url, this.port] = found;
        resolve();
      };
      const timer = setTimeout(() => reject(new Error(`the program does not start:\n${text}`)), LONGEST_START);
      this.child.stdout.on('data', read);
      this.child.stderr.on('data', read);
      this.child.once('exit', (code) => reject(new Error(`the program ended with code ${code}:\n${text}`)));
    });
  }

  async stop() {
    this.child.kill('SIGTERM');
    await this.ended;
  }

  async remove() {
    await this.stop();
    await rm(this.folder, { recursive: true });
  }

  path(name) {
    return path.join(this.folder, name);
  }

  read(name) {
    return readFile(this.path(name), 'utf8');
  }

  /** Calls the API. */
  async call(method, path_, body) {
    const request = { method, headers: { 'Content-Type': 'application/json' } };
    if (body !== undefined) request.body = JSON.stringify(body);
    const answer = await fetch(`${this.url}api${path_}`, request);
    if (!answer.ok) throw new Error(`${method} ${path_}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** Asks for a config as an SDK does. Gives the status, the ETag and the body. */
  async poll(sdk, { etag = null, version = 'v6', key = 'configcat-proxy/test' } = {}) {
    const headers = { 'User-Agent': sdk, 'X-ConfigCat-UserAgent': sdk };
    if (etag) headers['If-None-Match'] = etag;
    const answer = await fetch(`${this.url}configuration-files/${key}/config_${version}.json`, { headers });
    return { status: answer.status, etag: answer.headers.get('ETag'), body: await answer.text() };
  }
}

/** A page that fails the test at the first error in its console. */
export async function openPage(context, url) {
  const page = await context.newPage();
  page.errors = [];
  page.on('pageerror', (error) => page.errors.push(String(error.stack)));
  page.on('console', (message) => {
    // The browser itself reports answers that are not 2xx; tests of refusals cause some.
    const expected = /Failed to load resource|ERR_(CONNECTION|INCOMPLETE|EMPTY)/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !expected) page.errors.push(message.text());
  });
  await page.goto(url);
  await page.locator('main h1').waitFor({ state: 'attached' });
  return page;
}
