// The page of `cargo configcat serve`, in a browser, with the real program behind it.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { build, target } from './build.mjs';
import { openBrowser, openPage, serve } from './program.mjs';

const MAX_BYTES = 150_000;
let browser;

before(async () => void (browser = await openBrowser()));
after(() => browser?.close());

/** Runs a test with a server for these documents, and a tab of its own. */
async function withPage(documents, run, options = {}) {
  const server = await serve(documents);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(30_000);
  try {
    const page = await openPage(context, server.url);
    await run({ server, page, context, panel: page.locator('#panel') });
    assert.deepEqual(page.errors, []);
  } finally {
    await context.close();
    await server.remove();
  }
}

const row = (page, key) => page.locator(`.row[data-key="${key}"]`);
const view = (page, name) =>
  page
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .click();
const valueOf = (config, key) => Object.values(JSON.parse(config).f[key].v)[0];

async function openFlag(page, key, { edit = false } = {}) {
  await row(page, key).locator('a').first().click();
  await page.locator('#panel .panel-title', { hasText: key }).waitFor();
  if (edit) await page.locator('#edit-rules').click();
}

test('the page is what its source makes, and small', async () => {
  let bytes = 0;
  for (const [name, content] of Object.entries(await build())) {
    const committed = await readFile(path.join(target, name), 'utf8');
    assert.equal(committed, content, `${name} is not current: run \`npm run build\` in tests/page`);
    bytes += Buffer.byteLength(content);
  }
  assert.ok(bytes <= MAX_BYTES, `${bytes} bytes`);
});

test('the program serves the committed page', () =>
  withPage(['shop.json'], async ({ server }) => {
    for (const name of Object.keys(await build())) {
      const served = await fetch(`${server.url}${name === 'index.html' ? '' : `page/${name}`}`);
      assert.equal(await served.text(), await readFile(path.join(target, name), 'utf8'), name);
      assert.match(served.headers.get('Content-Security-Policy') ?? '', /script-src 'self'/);
    }
  }));

describe('overrides', () => {
  test('a flip reaches SDKs and a second tab, and can be taken back', () =>
    withPage(['shop.json'], async ({ server, page, context }) => {
      const first = await server.poll('ConfigCat-Test/a-1.0.0');
      assert.equal(valueOf(first.body, 'giftCards'), false);
      const second = await openPage(context, server.url);

      await row(page, 'giftCards').getByRole('switch').click();
      await second.locator('.row.overridden[data-key="giftCards"]').waitFor();
      const { status, body } = await server.poll('ConfigCat-Test/a-1.0.0', { etag: first.etag });
      assert.equal(status, 200);
      assert.equal(valueOf(body, 'giftCards'), true);
      assert.match(await server.read('shop.overrides.json'), /"giftCards"/);

      await second.getByRole('button', { name: 'Take the override of giftCards back' }).click();
      await row(page, 'giftCards').and(page.locator(':not(.overridden)')).waitFor();
      assert.deepEqual(second.errors, []);
    }));

  test('choices, texts, numbers and JSON are overridden, and wrong ones are not sent', () =>
    withPage(['shop.json'], async ({ server, page, panel }) => {
      await page.getByRole('combobox', { name: 'buttonColor: served to everyone' }).selectOption('gold');
      await page.locator('.row.overridden[data-key="buttonColor"]').waitFor();

      await openFlag(page, 'maxUploadMb');
      const field = panel.getByLabel('Value for everyone', { exact: true });
      await field.fill('many');
      await field.press('Enter');
      await panel.getByText('Type a whole number.').waitFor();
      await field.fill('250');
      await field.press('Enter');
      await page.locator('.row.overridden[data-key="maxUploadMb"]').waitFor();

      await openFlag(page, 'limits');
      await field.fill('{"requestsPerMinute": ');
      await panel.getByText('This is no JSON').waitFor();
      await field.fill('{"requestsPerMinute": 5}');
      await field.press('Control+Enter');
      await page.locator('.row.overridden[data-key="limits"]').waitFor();

      const { overrides } = await server.call('GET', '/documents/shop/overrides');
      assert.deepEqual(overrides, { buttonColor: 'gold', maxUploadMb: 250, limits: '{"requestsPerMinute": 5}' });
      await page.getByRole('button', { name: 'Reset all overrides' }).click();
      await page.locator('.row.overridden').first().waitFor({ state: 'detached' });
    }));

  test('fakes for Rust are copied', () =>
    withPage(
      ['shop.json'],
      async ({ page, panel }) => {
        await openFlag(page, 'maxUploadMb');
        await panel.getByRole('button', { name: 'Rust fake' }).click();
        await page.getByText('code is copied').first().waitFor();
        const code = await page.evaluate(() => navigator.clipboard.readText());
        assert.equal(code, 'let flags = Flags::fake()\n    .max_upload_mb(10)\n    .build();\n');
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    ));
});

describe('rules', () => {
  test('an edit is served at once, undone, redone, and written only when asked', () =>
    withPage(['shop.json'], async ({ server, page, panel }) => {
      const original = await server.read('shop.json');
      await openFlag(page, 'giftCards', { edit: true });
      const rule = panel.locator('.rule.edit').first();
      await rule.getByLabel('Add a comparison value').fill('Spain');
      await rule.getByLabel('Add a comparison value').press('Enter');
      await panel.getByText('In the draft').waitFor();
      const countries = async () =>
        JSON.parse((await server.poll('ConfigCat-Test/a-1.0.0')).body).f.giftCards.r[0].c[0].u.l;
      assert.deepEqual(await countries(), ['Germany', 'Austria', 'Spain']);

      await panel.getByRole('button', { name: 'Undo the last edit' }).click();
      await rule.getByText('Spain').waitFor({ state: 'detached' });
      assert.deepEqual(await countries(), ['Germany', 'Austria']);
      await panel.getByRole('button', { name: 'Redo the edit' }).click();
      await rule.getByText('Spain').waitFor();
      assert.equal(await server.read('shop.json'), original);

      await view(page, 'Draft');
      await page.locator('.diff', { hasText: 'giftCards' }).waitFor();
      await page.getByRole('button', { name: 'Write to FILE' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Write', exact: true }).click();
      await page.getByText('Nothing is edited.').waitFor();
      assert.match(await server.read('shop.json'), /Spain/);
    }));

  test('rules are added, moved and removed, and values change', () =>
    withPage(['shop.json'], async ({ server, page, panel }) => {
      await openFlag(page, 'maxUploadMb', { edit: true });
      await panel.getByRole('button', { name: 'Add a rule' }).click();
      await panel.getByText('Not sent yet: a comparison value is missing in rule 3.').waitFor();
      const rule = panel.locator('.rule.edit').nth(2);
      await rule.getByLabel('Attribute', { exact: true }).fill('seats');
      await rule.getByLabel('Comparator').selectOption({ value: '12' });
      await rule.getByLabel('Comparison value', { exact: true }).fill('2');
      await rule.getByLabel('Value of rule 3').fill('1');
      await rule.getByLabel('Value of rule 3').press('Enter');
      await panel.getByText('In the draft').waitFor();
      const setting = async () => (await server.call('GET', '/documents/shop/flags/maxUploadMb')).setting;
      assert.deepEqual((await setting()).r[2], { c: [{ u: { a: 'seats', c: 12, d: 2 } }], s: { v: { i: 1 } } });

      await panel.getByRole('button', { name: 'Move rule 3 up' }).click();
      await panel
        .locator('.rule.edit')
        .nth(1)
        .getByLabel('Comparator')
        .and(page.locator(':has(option[value="12"]:checked)'))
        .waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Move rule 2 up');
      await panel.getByRole('button', { name: 'Remove rule 1' }).click();
      await panel.locator('.rule.edit').nth(2).waitFor({ state: 'detached' });
      await panel.locator('.editor-status', { hasText: 'In the draft' }).waitFor();
      assert.deepEqual(
        (await setting()).r.map((one) => one.s.v.i),
        [1, 100],
      );
    }));

  test('percentages are sent only when their sum is 100', () =>
    withPage(['shop.json'], async ({ server, page, panel }) => {
      await openFlag(page, 'newCheckout', { edit: true });
      const percent = (at) => panel.getByLabel(`Percent of option ${at}`, { exact: true });
      await percent(1).fill('30');
      await percent(1).press('Enter');
      await panel.getByText('10 % are too many.').waitFor();
      const served = async () =>
        JSON.parse((await server.poll('ConfigCat-Test/a-1.0.0')).body).f.newCheckout.p.map((option) => option.p);
      assert.deepEqual(await served(), [20, 80]);
      await panel.getByRole('button', { name: 'Let the last option make up for it' }).click();
      await panel.getByText('In the draft').waitFor();
      assert.deepEqual(await served(), [30, 70]);
      await panel.getByRole('slider', { name: 'Percentage of option 1' }).press('ArrowRight');
      await panel.getByText('In the draft').waitFor();
      await page.waitForFunction(() => document.querySelectorAll('.percent-field input')[1].value === '69');
    }));

  test('a refused edit shows why, keeps what was typed, and SDKs keep what they have', () =>
    withPage(['shop.json'], async ({ server, page, panel }) => {
      const before_ = await server.poll('ConfigCat-Test/a-1.0.0');
      await openFlag(page, 'giftCards', { edit: true });
      const rule = panel.locator('.rule.edit').first();
      await rule.getByRole('button', { name: 'Flag' }).click();
      await panel.getByText('In the draft').waitFor();
      await rule.getByLabel('Prerequisite flag').fill('noSuchFlag');
      await rule.getByLabel('Prerequisite flag').press('Enter');
      await panel.locator('.refusal', { hasText: 'noSuchFlag' }).waitFor();
      assert.equal(await rule.getByLabel('Prerequisite flag').inputValue(), 'noSuchFlag');
      assert.doesNotMatch((await server.poll('ConfigCat-Test/a-1.0.0')).body, /noSuchFlag/);
      await panel.getByRole('button', { name: 'Take back' }).click();
      await panel.locator('.refusal').waitFor({ state: 'detached' });
      await page.keyboard.press('Control+z');
      await panel.getByText('As in FILE.').waitFor();
      assert.equal((await server.poll('ConfigCat-Test/a-1.0.0')).etag, before_.etag);
    }));

  test('hashed values are marked, and cannot be edited', () =>
    withPage(['shop.json'], async ({ page, panel }) => {
      await openFlag(page, 'internalTools');
      await panel.locator('.hashed-values', { hasText: '2 hashed values' }).waitFor();
      await page.locator('#edit-rules').click();
      await panel.getByText('Hashed: the values cannot be read or edited.').waitFor();
      assert.equal(await panel.locator('.condition-edit input').count(), 0);
      // The rest of the rule can be edited, and the hashes are kept.
      await panel.getByRole('group', { name: 'Value of rule 1' }).getByRole('button', { name: 'false' }).click();
      await panel.getByText('In the draft').waitFor();
      assert.equal(await panel.locator('.item.hashed').count(), 2);
    }));
});

describe('users', () => {
  test('a user is made of the attributes, the matrix shows who differs, and each value is explained', () =>
    withPage(['shop.json'], async ({ server, page, panel }) => {
      await view(page, 'Users');
      await page.getByRole('button', { name: 'New user' }).click();
      await panel.getByLabel('Name of the user').fill('Jane');
      await panel.getByLabel('Email', { exact: true }).fill('jane@beta.example');
      await panel.getByLabel('seats', { exact: true }).fill('80');
      await panel.getByLabel('seats', { exact: true }).press('Tab');
      await panel.getByLabel('roles', { exact: true }).fill('admin\nbilling');
      await panel.getByLabel('appVersion', { exact: true }).fill('2.x');
      await panel.getByText('Not a version such as 2.4.0').waitFor();
      await panel.getByLabel('appVersion', { exact: true }).fill('2.5.0');
      await page.locator('.matrix-row.differs', { hasText: 'maxUploadMb' }).getByText('500').waitFor();
      await panel.getByRole('button', { name: 'Save' }).click();
      await page.locator('.person', { hasText: 'Jane' }).waitFor();
      const { users } = await server.call('GET', '/users');
      assert.deepEqual(
        { ...users[0].user, Identifier: '' },
        {
          Identifier: '',
          Email: 'jane@beta.example',
          custom: { seats: 80, roles: ['admin', 'billing'], appVersion: '2.5.0' },
        },
      );

      await page.getByRole('button', { name: /^Users differ/ }).click();
      await page.locator('.matrix-row', { hasText: 'darkMode' }).waitFor({ state: 'detached' });
      await page.locator('.matrix-row', { hasText: 'newCheckout' }).locator('.cell-link').nth(1).click();
      await panel.getByText('Beta testers').first().waitFor();
      await panel.locator('.outcome', { hasText: 'rule 2' }).waitFor();
      // The explanation follows a flip.
      await server.call('PUT', '/documents/shop/overrides/newCheckout', { value: false });
      await panel.getByText('An override serves this value to everyone.').waitFor();
    }));

  test('the matrix is read with the arrow keys', () =>
    withPage(['shop.json'], async ({ server, page }) => {
      await server.call('PUT', '/users/Jane', { Identifier: '1' });
      await view(page, 'Users');
      await page.getByRole('columnheader', { name: 'Jane' }).waitFor();
      await page.locator('[data-cell="0 0"]').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      await page.locator('[data-cell="1 1"]:focus').waitFor();
    }));
});

describe('traffic', () => {
  test('requests appear as they come', () =>
    withPage(['shop.json'], async ({ server, page }) => {
      await view(page, 'Requests');
      await page.getByText('No SDK has asked yet.').waitFor();
      const { etag } = await server.poll('ConfigCat-Python/a-10.0.1');
      await page.locator('.log-row', { hasText: 'ConfigCat-Python/10.0.1' }).getByText('200').waitFor();
      assert.equal((await server.poll('ConfigCat-Python/a-10.0.1', { etag })).status, 304);
      await page.locator('.log-row', { hasText: 'current' }).getByText('304').waitFor();
      await page.getByRole('button', { name: 'Clear' }).click();
      await page.getByText('No SDK has asked yet.').waitFor();
    }));

  test('a fault is switched on for some requests, and off', () =>
    withPage(['shop.json'], async ({ server, page }) => {
      await view(page, 'Faults');
      await page.getByText('500 Server Error').click();
      await page.getByLabel('For how many requests').fill('2');
      await page.getByRole('button', { name: 'Switch on' }).click();
      await page.getByText('for 2 more requests').waitFor();
      assert.equal((await server.poll('ConfigCat-Go/a-9.0.0')).status, 500);
      await page.getByText('for 1 more request').waitFor();
      await page.getByRole('button', { name: /^Switch off/ }).click();
      await page.getByText('No fault is on').waitFor();
      assert.equal((await server.poll('ConfigCat-Go/a-9.0.0')).status, 200);
    }));
});

describe('the document', () => {
  test('a saved FILE is shown, and a broken one is refused with its place', () =>
    withPage(['shop.json'], async ({ server, page }) => {
      const original = await server.read('shop.json');
      await writeFile(server.path('shop.json'), original.replace('"darkMode"', '"nightMode"'));
      await row(page, 'nightMode').waitFor({ state: 'attached' });
      await writeFile(server.path('shop.json'), original.slice(0, -20));
      await page.getByText('shop.json cannot be used.').waitFor();
      assert.match((await server.poll('ConfigCat-Test/a-1.0.0')).body, /nightMode/);
      await writeFile(server.path('shop.json'), original);
      await row(page, 'darkMode').waitFor({ state: 'attached' });
      await page.getByText('shop.json cannot be used.').waitFor({ state: 'detached' });
    }));

  test('text of a document cannot act or hide', () =>
    withPage(['odd.json', 'shop.json'], async ({ page }) => {
      const key = page.locator('.row-key', { hasText: 'evil' });
      assert.equal(await key.innerText(), 'evil\\u202eyek <img src=x onerror=alert(1)>');
      await key.click();
      await page.locator('#panel').getByText('\\u0007').first().waitFor();
      assert.equal(await page.locator('img, script:not([src])').count(), 0);
      await page.locator('.row', { hasText: 'broken' }).locator('.badge.error').waitFor();
      await page.getByRole('combobox', { name: 'Document' }).selectOption('shop.json');
      await row(page, 'newCheckout').waitFor();
    }));

  test('the page says that the server is gone, and goes on when it is back', () =>
    withPage(['shop.json'], async ({ server, page }) => {
      await server.stop();
      await page.getByText('The server is gone.').waitFor();
      await server.start();
      await page.getByText('The server is gone.').waitFor({ state: 'detached' });
      await row(page, 'giftCards').getByRole('switch').click();
      await page.locator('.row.overridden[data-key="giftCards"]').waitFor();
    }));
});

test('the keyboard is enough', () =>
  withPage(['shop.json'], async ({ page, panel }) => {
    await page.keyboard.press('/');
    await page.locator('#search:focus').waitFor();
    await page.keyboard.type('dark');
    await page.locator('.row').nth(1).waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await page.locator('.row[data-key="darkMode"] a:focus').waitFor();
    await page.keyboard.press('Space');
    await page.locator('.row.overridden[data-key="darkMode"]').waitFor();
    await page.locator('.row[data-key="darkMode"] a:focus').waitFor();
    await page.keyboard.press('Enter');
    await panel.locator('.panel-title:focus').waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page.locator('.row[data-key="darkMode"] a:focus').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('2');
    await page.locator('.matrix').waitFor();
  }));
