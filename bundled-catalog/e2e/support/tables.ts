import { expect, request } from '@playwright/test';
import { storageOf } from './people';

/** The program that reads tables ends when nobody has asked it for two minutes. */
const STAYS = 60_000;

let asked = 0;

/** Until it runs and answers: how long its start takes on a computer that is busy is nothing that pages are tested for. */
export async function tablesAreRead(catalog: string) {
  if (Date.now() - asked < STAYS) return;
  const client = await request.newContext({ baseURL: catalog, storageState: await storageOf('alice', catalog) });
  await expect.poll(async () => (await client.get('/api/ui/rows/alice/glaciers/latest/surveys/thickness')).status(), 'the program that reads tables').toBe(200);
  await client.dispose();
  asked = Date.now();
}
