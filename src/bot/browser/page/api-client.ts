import type {
  Accepted,
  FormToFill,
  MarkRead,
  MessagePage,
  PersonView,
  PostMessage,
  PressAction,
  Problem,
  RequestView,
  RoomView,
  SubmitForm,
} from '#bot/browser/api.ts';

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly status: number; readonly problem: Problem };
export type Api = ReturnType<typeof createApi>;

const silence = 'Deskside does not answer. Is it still running?';
const patience = 30_000;

/** Calls the server as one person. Nothing here throws: what went wrong comes back as a sentence to show. */
export function createApi(email?: string) {
  const headers = { 'Content-Type': 'application/json', ...(email === undefined ? {} : { 'Deskside-As': email }) };

  async function call<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer<T>> {
    try {
      const signal = AbortSignal.timeout(patience);
      const response = await fetch(`/api/${path}`, { method, headers, signal, ...(body ? { body: JSON.stringify(body) } : {}) });
      const text = await response.text();
      if (response.ok) return { ok: true, value: (text === '' ? {} : JSON.parse(text)) as T };
      return { ok: false, status: response.status, problem: readProblem(text, response.status) };
    } catch {
      return { ok: false, status: 0, problem: { error: silence } };
    }
  }

  const inRoom = (room: string, what: string) => `rooms/${encodeURIComponent(room)}/${what}`;
  return {
    people: () => call<readonly PersonView[]>('GET', 'people'),
    rooms: () => call<readonly RoomView[]>('GET', 'rooms'),
    messages: (room: string, of: { thread?: number | undefined; before?: number | undefined }) => {
      const given = Object.entries(of).flatMap(([name, id]) => (id === undefined ? [] : [[name, String(id)]]));
      return call<MessagePage>('GET', `${inRoom(room, 'messages')}?${new URLSearchParams(given)}`);
    },
    post: (room: string, message: PostMessage) => call<Accepted>('POST', inRoom(room, 'messages'), message),
    press: (room: string, press: PressAction) => call<Accepted | FormToFill>('POST', inRoom(room, 'actions'), press),
    submit: (room: string, form: SubmitForm) => call<Accepted>('POST', inRoom(room, 'forms'), form),
    markRead: (room: string, mark: MarkRead) => call<object>('POST', inRoom(room, 'read'), mark),
    request: (id: string) => call<RequestView>('GET', `requests/${encodeURIComponent(id)}`),
  };
}

function readProblem(text: string, status: number): Problem {
  try {
    const problem = JSON.parse(text) as Partial<Problem>;
    if (typeof problem.error === 'string') return { ...problem, error: problem.error };
  } catch {
    // Not from Deskside: something between here and there answered.
  }
  return { error: `Deskside could not do that (error ${status}).` };
}
