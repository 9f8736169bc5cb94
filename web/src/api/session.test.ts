import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const user = {
  id: 3, username: 'hanna', email: 'hanna@example.org', role: 'viewer', is_active: true,
  created_at: '2027-01-01T00:00:00Z', updated_at: '2027-01-01T00:00:00Z',
};
const granted = (access_token: string, expires_in = 600): Response =>
  Response.json({ access_token, token_type: 'bearer', expires_in, user });
const refused = (status: number): Response =>
  Response.json({ type: '', title: '', status, detail: 'No.', errors: [] }, { status });

const server = vi.fn<(request: Request) => Promise<Response>>();
const asked = (): string[] => server.mock.calls.map(([request]) => new URL(request.url).pathname);

/** The modules as a page that was just loaded has them. */
async function loadedPage() {
  vi.resetModules();
  const early = await import('./early-answer');
  const session = await import('./session');
  const { authorizedFetch } = await import('./authorized-fetch');
  const problem = await import('./problem');
  return { ...early, ...session, ...problem, authorizedFetch };
}

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal('BroadcastChannel', undefined);
  vi.stubGlobal('fetch', (input: RequestInfo, init?: RequestInit) =>
    server(typeof input === 'string' ? new Request(`http://app${input}`, init) : input));
  server.mockReset();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the session', () => {
  it('asks nothing on a first visit', async () => {
    const page = await loadedPage();
    await page.restore();
    expect(page.useSession.getState()).toEqual({ is: 'signed-out', why: 'new' });
    expect(server).not.toHaveBeenCalled();
  });

  it('comes back after a reload', async () => {
    localStorage.setItem('admitone.session', '1');
    server.mockResolvedValue(granted('first'));
    const page = await loadedPage();
    await page.restore();
    expect(page.useSession.getState()).toMatchObject({ is: 'signed-in', user: { username: 'hanna' } });
  });

  it('takes the answer that was asked for before the app was there, once', async () => {
    localStorage.setItem('admitone.session', '1');
    server.mockImplementation(() => Promise.resolve(granted('first')));
    const page = await loadedPage();
    await page.askEarly([]);
    expect(asked()).toEqual(['/api/auth/refresh']);
    await page.restore();
    expect(asked()).toEqual(['/api/auth/refresh']);
    await page.refresh();
    expect(asked()).toEqual(['/api/auth/refresh', '/api/auth/refresh']);
  });

  it('tells of an early question that got no answer', async () => {
    localStorage.setItem('admitone.session', '1');
    server.mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue(granted('again'));
    const page = await loadedPage();
    await page.askEarly([]);
    await page.restore();
    expect(page.useSession.getState()).toEqual({ is: 'unreachable' });
    await page.restore();
    expect(page.useSession.getState().is).toBe('signed-in');
  });

  it('asks nothing early on a first visit', async () => {
    const page = await loadedPage();
    await page.askEarly([]);
    await page.restore();
    expect(server).not.toHaveBeenCalled();
  });

  it('hands the early answers to those who ask the same, once, and asks what they lead to', async () => {
    localStorage.setItem('admitone.session', '1');
    server.mockImplementation(({ url }) =>
      Promise.resolve(url.endsWith('/refresh') ? granted('first') : Response.json({ items: [7] })));
    const page = await loadedPage();
    await page.askEarly([{ path: '/api/list?limit=2', next: () => [{ path: '/api/thing/7' }] }]);
    await page.restore();
    await vi.waitFor(() => expect(asked()).toEqual(['/api/auth/refresh', '/api/list', '/api/thing/7']));
    const answer = await page.authorizedFetch('http://app/api/list?limit=2');
    expect(await answer.json()).toEqual({ items: [7] });
    await page.authorizedFetch('http://app/api/thing/7');
    expect(server).toHaveBeenCalledTimes(3);
    await page.authorizedFetch('http://app/api/list?limit=2');
    expect(server).toHaveBeenCalledTimes(4);
  });

  it('asks again where the early question got no answer, or got it as somebody else', async () => {
    localStorage.setItem('admitone.session', '1');
    let isSilent = true;
    server.mockImplementation(({ url }) => {
      if (/refresh|login/.test(url)) return Promise.resolve(granted(url.includes('login') ? 'second' : 'first'));
      return isSilent ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(Response.json({}));
    });
    const page = await loadedPage();
    await page.askEarly([{ path: '/api/lost' }, { path: '/api/theirs' }]);
    await page.restore();
    await vi.waitFor(() => expect(server).toHaveBeenCalledTimes(3));
    isSilent = false;
    expect((await page.authorizedFetch('http://app/api/lost')).ok).toBe(true);
    await page.signIn('sam', 'a password of sam');
    await page.authorizedFetch('http://app/api/theirs');
    const last = server.mock.calls.at(-1)?.[0];
    expect(last?.headers.get('authorization')).toBe('Bearer second');
  });

  it('fetches the letters of an early answer before it is drawn', async () => {
    localStorage.setItem('admitone.session', '1');
    server.mockImplementation(({ url }) =>
      Promise.resolve(url.endsWith('/refresh') ? granted('first') : Response.json({ place: 'Alte Münze' })));
    const load = vi.fn(() => Promise.resolve([]));
    vi.stubGlobal('document', { fonts: { load } });
    const page = await loadedPage();
    await page.askEarly([{ path: '/api/place', faces: ['Instrument Sans'] }]);
    await vi.waitFor(() => expect(load).toHaveBeenCalledWith("1em 'Instrument Sans'", '{"place":"Alte Münze"}'));
  });

  it('says so when the server cannot be reached, and does not sign out', async () => {
    localStorage.setItem('admitone.session', '1');
    server.mockRejectedValue(new TypeError('Failed to fetch'));
    const page = await loadedPage();
    await page.restore();
    expect(page.useSession.getState()).toEqual({ is: 'unreachable' });
    expect(localStorage.getItem('admitone.session')).toBe('1');
  });

  it('is renewed once for many requests that were refused at the same time', async () => {
    const page = await loadedPage();
    server.mockResolvedValueOnce(granted('stale'));
    await page.signIn('hanna', 'hanna sings in row 4');
    server.mockImplementation((request) => {
      if (new URL(request.url).pathname === '/api/auth/refresh') return Promise.resolve(granted('fresh'));
      const isFresh = request.headers.get('authorization') === 'Bearer fresh';
      return Promise.resolve(isFresh ? Response.json({}) : refused(401));
    });
    const answers = await Promise.all(
      [1, 2, 3].map((id) => page.authorizedFetch(`http://app/api/tickets/${id}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(asked().filter((path) => path === '/api/auth/refresh')).toHaveLength(1);
  });

  it('sends a command again with its whole body', async () => {
    const page = await loadedPage();
    server.mockResolvedValueOnce(granted('stale'));
    await page.signIn('hanna', 'hanna sings in row 4');
    const bodies: string[] = [];
    server.mockImplementation(async (request) => {
      if (new URL(request.url).pathname === '/api/auth/refresh') return granted('fresh');
      bodies.push(await request.text());
      return bodies.length === 1 ? refused(401) : Response.json({});
    });
    await page.authorizedFetch('http://app/api/tickets/claim', { method: 'POST', body: '{"code":"X"}' });
    expect(bodies).toEqual(['{"code":"X"}', '{"code":"X"}']);
  });

  it('is over when renewing is refused', async () => {
    const page = await loadedPage();
    server.mockResolvedValueOnce(granted('stale'));
    await page.signIn('hanna', 'hanna sings in row 4');
    server.mockImplementation(() => Promise.resolve(refused(401)));
    const answer = await page.authorizedFetch('http://app/api/tickets/mine');
    expect(answer.status).toBe(401);
    expect(page.useSession.getState()).toEqual({ is: 'signed-out', why: 'ended' });
  });

  it('is renewed before it runs out', async () => {
    vi.useFakeTimers();
    const page = await loadedPage();
    server.mockImplementation(() => Promise.resolve(granted('token', 600)));
    await page.signIn('hanna', 'hanna sings in row 4');
    await vi.advanceTimersByTimeAsync(569_000);
    expect(asked()).toEqual(['/api/auth/login']);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked()).toEqual(['/api/auth/login', '/api/auth/refresh']);
  });

  it('stays when signing out gets no answer', async () => {
    const page = await loadedPage();
    server.mockResolvedValueOnce(granted('token'));
    await page.signIn('hanna', 'hanna sings in row 4');
    server.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(page.signOut()).rejects.toBeInstanceOf(page.Silence);
    expect(page.useSession.getState().is).toBe('signed-in');
  });
});
