import { type Browser, type BrowserContext, expect, type Page, test as base } from '@playwright/test';
import axeCore from 'axe-core';
import { storageOf, type Who } from './people';
import { tablesAreRead } from './tables';
import { isThorough } from './thorough';

/** What a page does that none may do: errors on the console, scripts that break, requests to other sites. */
export class Watch {
  private readonly found: string[] = [];
  /** Answers with these statuses are what the test is about; browsers note each on the console. */
  private readonly expected = new Set<number>();
  private unreachable = false;

  constructor(private readonly origin: string) {}

  /** Chromium writes a line to the console for every refused call: these are meant. */
  expect(...statuses: readonly number[]) {
    statuses.forEach((status) => this.expected.add(status));
  }

  /** The test takes the connection away. */
  expectNoConnection() {
    this.unreachable = true;
  }

  over(context: BrowserContext) {
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== this.origin) this.found.push(`asks another site: ${request.url()}`);
    });
    context.on('weberror', (error) => this.found.push(`a script broke: ${error.error().stack ?? error.error().message}`));
    context.on('console', (message) => {
      if (message.type() === 'error' && !this.isExpected(message.text())) {
        this.found.push(`console of ${message.page()?.url() ?? ''}: ${message.text()} ${message.location().url}`);
      }
    });
  }

  private isExpected(text: string): boolean {
    const [, status] = /^Failed to load resource: the server responded with a status of (\d+)/.exec(text) ?? [];
    if (status !== undefined) return this.expected.has(Number(status));
    return this.unreachable && text.startsWith('Failed to load resource: net::ERR_');
  }

  /** Fails when anything was found. */
  check() {
    expect.soft(this.found, 'what pages did that none may do').toEqual([]);
  }
}

interface Fixtures {
  readonly watch: Watch;
  /** Opens a window of somebody's own, already signed in. */
  readonly windowOf: (who: Who | null, options?: Parameters<Browser['newContext']>[0]) => Promise<Page>;
}

export const test = base.extend<Fixtures>({
  watch: async ({ baseURL }, run) => {
    const watch = new Watch(new URL(baseURL ?? '').origin);
    await run(watch);
    watch.check();
  },
  windowOf: async ({ browser, baseURL, watch, contextOptions, locale, timezoneId, viewport }, run) => {
    const opened: BrowserContext[] = [];
    await run(async (who, options = {}) => {
      await tablesAreRead(baseURL ?? '');
      const context = await browser.newContext({
        ...contextOptions,
        ...(baseURL === undefined ? {} : { baseURL }),
        ...(locale === undefined ? {} : { locale }),
        ...(timezoneId === undefined ? {} : { timezoneId }),
        viewport,
        ...(who === null ? {} : { storageState: await storageOf(who, baseURL ?? '') }),
        ...options,
      });
      watch.over(context);
      opened.push(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});

declare global {
  interface Window {
    readonly axe: typeof axeCore;
  }
}

interface Rules {
  readonly type: 'tag' | 'rule';
  readonly values: string[];
}

const RULES: Rules = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] };
/** What another colour scheme can change. */
const RULES_OF_COLOUR: Rules = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** What axe, which the page has already, finds against WCAG 2 A, AA and 2.1 AA, each with the element that has it. */
function faults(page: Page, runOnly: Rules): Promise<string[]> {
  return page.evaluate(async (only) => {
    const { violations } = await window.axe.run(document, { runOnly: only, resultTypes: ['violations'], selectors: false, preload: false });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any, all, none }) => `${id}: ${html} ${[...any, ...all, ...none].map(({ message }) => message).join('; ')}`));
  }, runOnly);
}

/** Elements that make the page wider than its window; only parts of a page scroll sideways, never the page. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const most = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= most) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > most + 1)
      .filter((element) => {
        // What stands in a part that scrolls makes that part wide, not the page.
        for (let around = element.parentElement; around !== null && around !== document.body; around = around.parentElement) {
          if (getComputedStyle(around).overflowX !== 'visible') return false;
        }
        return true;
      })
      .slice(0, 3)
      .map((element) => `wider than the window: ${element.outerHTML.slice(0, 200)}`);
  });
}

/** Within this time, in milliseconds, a page has laid itself out for another window. */
const PATIENCE = 5_000;

/** What stays too wide: some parts are drawn anew a moment after the window changed. */
async function staysTooWide(page: Page): Promise<string[]> {
  const end = Date.now() + PATIENCE;
  let found = await tooWide(page);
  while (found.length > 0 && Date.now() < end) {
    await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(drawn); }));
    found = await tooWide(page);
  }
  return found;
}

type Scheme = 'light' | 'dark';

const BOTH: readonly Scheme[] = ['light', 'dark'];

/** What axe looks at by width: all of it where all is wanted, and otherwise the ends, each in a scheme of its own. */
const LOOKS: readonly (readonly [number, readonly Scheme[]])[] = isThorough ? [[360, BOTH], [768, BOTH], [1440, BOTH]] : [[360, ['light']], [768, []], [1440, ['dark']]];

/** As wide as 1280 pixels at 400 % (WCAG 1.4.10). */
const NARROWEST = 320;

/** The page as it is now, at three widths and in both colour schemes: nothing for axe to find, nothing too wide. */
export async function expectGoodAtEverySize(page: Page) {
  const found: string[] = [];
  // Once for all sizes, as bringing it takes longer than using it.
  await page.evaluate(axeCore.source);
  for (const [width, schemes] of LOOKS) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    found.push(...(await staysTooWide(page)).map((fault) => `${width} px: ${fault}`));
    for (const [index, colorScheme] of schemes.entries()) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
      const said = await faults(page, index === 0 ? RULES : RULES_OF_COLOUR);
      found.push(...said.map((fault) => `${width} px, ${colorScheme}: ${fault}`));
    }
  }
  await page.setViewportSize({ width: NARROWEST, height: 740 });
  found.push(...(await staysTooWide(page)).map((fault) => `${NARROWEST} px: ${fault}`));
  expect.soft(found, `faults of ${page.url()}`).toEqual([]);
}

export { expect };
