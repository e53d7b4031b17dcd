// Every view of the page in both themes: axe-core finds nothing, and nothing is cut off. With the variable SCREENSHOTS,
// pictures for the guide are written into that folder.

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { withPalette } from './picture.mjs';
import { openBrowser, openPage, serve } from './program.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const ALL = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** What a theme, or a narrow page, can change. */
const COLOURS = { type: 'rule', values: ['color-contrast'] };
const LAYOUT = {
  type: 'rule',
  values: ['heading-order', 'page-has-heading-one', 'region', 'scrollable-region-focusable', 'target-size'],
};
const SIZE = { width: 1280, height: 800 };
const { SCREENSHOTS } = process.env;
const USERS = {
  'Anna, pro plan': {
    Identifier: '435170f4',
    Email: 'anna@shop.example',
    Country: 'Hungary',
    custom: { plan: 'pro', seats: 12, appVersion: '2.5.0' },
  },
  'Ben, new': {
    Identifier: '8be0c1d2',
    Email: 'ben@mail.example',
    Country: 'France',
    custom: { plan: 'free', appVersion: '1.7.0' },
  },
  'Carla, tester': {
    Identifier: 'c4017e99',
    Email: 'carla@beta.example',
    Country: 'Austria',
    custom: { plan: 'enterprise', seats: 80, roles: ['admin'] },
  },
};

/** The views: the name, the pictures for the guide, the route, what has to be there, and what is done first. */
const VIEWS = [
  { name: 'flags', pictures: ['light', 'dark'], route: 'flags', ready: '.row' },
  { name: 'flag', pictures: ['light', 'dark'], route: 'flags/newCheckout', ready: '.who-row', act: openReason },
  {
    name: 'rules',
    pictures: ['light'],
    route: 'flags/buttonColor',
    ready: '#edit-rules',
    act: (page) => page.locator('#edit-rules').click(),
  },
  { name: 'users', pictures: ['light'], route: 'users', ready: '.matrix-row.differs' },
  { name: 'why', pictures: ['light'], route: 'users/buttonColor/Ben, new', ready: '#panel .outcome' },
  {
    name: 'user',
    route: 'users',
    ready: '.matrix-row',
    act: (page) => page.getByRole('button', { name: 'Edit Ben, new' }).click(),
  },
  { name: 'requests', pictures: ['light'], route: 'requests', ready: '.log-row .code' },
  {
    name: 'faults',
    pictures: ['light'],
    route: 'faults',
    ready: '.active-fault',
    before: () => server.call('PUT', '/faults', { kind: 'server_error', requests: 3 }),
    after: () => server.call('DELETE', '/faults'),
  },
  { name: 'draft', pictures: ['light'], route: 'draft', ready: '.diff' },
  { name: 'document', pictures: ['light'], route: 'document', ready: '.segment' },
  { name: 'write', route: 'draft', ready: '.diff', act: (page) => page.locator('#write').click() },
  { name: 'keys', route: 'flags', ready: '.row', act: (page) => page.keyboard.press('?') },
];

let browser;
let server;

before(async () => {
  if (SCREENSHOTS) await mkdir(SCREENSHOTS, { recursive: true });
  browser = await openBrowser();
  // The pictures name a port that readers know.
  server = await serve(['shop.json'], { port: SCREENSHOTS ? 8765 : 0 });
  for (const [name, user] of Object.entries(USERS))
    await server.call('PUT', `/users/${encodeURIComponent(name)}`, user);
  await server.call('PUT', '/documents/shop/overrides/darkMode', { value: false });
  await server.call('PUT', '/documents/shop/overrides/searchEngine', { value: 'hybrid' });
  const { setting } = await server.call('GET', '/documents/shop/flags/giftCards');
  setting.r[0].c[0].u.l.push('Spain');
  await server.call('PUT', '/documents/shop/draft/flags/giftCards', setting);
  let held = null;
  for (const sdk of ['ConfigCat-JS/a-9.3.1', 'ConfigCat-Python/l-10.0.1', 'ConfigCat-Rust/a-0.1.0']) {
    held = (await server.poll(sdk)).etag;
    await server.poll(sdk, { etag: held });
  }
  await server.call('PUT', '/faults', { kind: 'too_many', requests: 1 });
  await server.poll('ConfigCat-Python/l-10.0.1', { etag: held });
});

after(async () => {
  await browser?.close();
  await server?.remove();
});

async function openReason(page) {
  await page.locator('.who-row').nth(2).locator('summary').first().click();
  await page.locator('.panel-body').evaluate((body) => body.scrollTo(0, 0));
}

async function withView({ route, ready, act, before: prepare, after: cleanUp }, run) {
  await prepare?.();
  const context = await browser.newContext({ viewport: SIZE, colorScheme: 'light', reducedMotion: 'reduce' });
  context.setDefaultTimeout(30_000);
  try {
    const page = await openPage(context, `${server.url}#/shop/${route.split('/').map(encodeURIComponent).join('/')}`);
    await page.locator(ready).first().waitFor();
    await page.locator('.connection.open').waitFor();
    await act?.(page);
    await run(page);
    assert.deepEqual(page.errors, []);
  } finally {
    await cleanUp?.();
    await context.close();
  }
}

/** What axe finds by these rules, a line for each finding. */
async function findings(page, runOnly) {
  const { violations } = await page.evaluate(
    (only) => window.axe.run(document, { runOnly: only, resultTypes: ['violations'] }),
    runOnly,
  );
  return violations
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`))
    .join('\n');
}

/** What is wider than its place. The matrix and the log of requests are meant to be scrolled. */
function tooWide(page) {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'html, .top, .tools, .people, .scroller, .panel-body, .page, .dialog, .card, .rule',
      ),
    ]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element.tagName} ${element.className}`),
  );
}

async function picture(page, name) {
  if (SCREENSHOTS) await writeFile(path.join(SCREENSHOTS, `${name}.png`), withPalette(await page.screenshot()));
}

for (const view of VIEWS) {
  test(`${view.name}: accessible in both themes, and never cut off`, () =>
    withView(view, async (page) => {
      // The policy of the page allows no scripts from elsewhere. A debugger may still evaluate one.
      await page.evaluate(await readFile(AXE, 'utf8'));
      for (const [colorScheme, rules] of [
        ['light', ALL],
        ['dark', COLOURS],
      ]) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        if (view.pictures?.includes(colorScheme))
          await picture(page, colorScheme === 'dark' ? `${view.name}-dark` : view.name);
        assert.equal(await findings(page, rules), '', colorScheme);
      }
      for (const width of [3840, 360]) {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await tooWide(page), [], `at a width of ${width} pixels`);
      }
      assert.equal(await findings(page, LAYOUT), '', 'narrow');
    }));
}
