import { request } from '@playwright/test';

/** Accounts that CatalogWorld makes. */
export type Who = 'alice' | 'bob' | 'carol' | 'erin' | 'admin';

export function passwordOf(who: Who): string {
  return who === 'admin' ? 'quilt' : (process.env.CATALOG_PASSWORD ?? 'correct horse');
}

type Storage = Awaited<ReturnType<Awaited<ReturnType<typeof request.newContext>>['storageState']>>;

const known = new Map<Who, Promise<Storage>>();

/** The cookies of a session, made once for each person and worker. */
export function storageOf(who: Who, catalog: string): Promise<Storage> {
  const made = known.get(who) ?? signIn(who, catalog);
  known.set(who, made);
  return made;
}

/** A session of its own, for tests that end it. */
export async function signIn(who: Who, catalog: string): Promise<Storage> {
  const client = await request.newContext({ baseURL: catalog, extraHTTPHeaders: { Origin: catalog } });
  const answer = await client.post('/api/ui/session', { data: { username: who, password: passwordOf(who) } });
  if (!answer.ok()) throw new Error(`${who} could not sign in: ${answer.status()} ${await answer.text()}`);
  const storage = await client.storageState();
  await client.dispose();
  return storage;
}
