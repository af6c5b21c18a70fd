import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { RoomView } from '#bot/browser/api.ts';
import type { Session } from './session.ts';
import type { State } from './state.ts';

/** What everything inside an open room needs. */
export interface Desk {
  readonly session: Session;
  readonly state: State;
  readonly room: RoomView;
  readonly thread: number | undefined;
  readonly openThread: (thread: number | undefined) => void;
}

const context = createContext<Desk | undefined>(undefined);

export const DeskProvider = context.Provider;

export function useDesk(): Desk {
  const desk = useContext(context);
  if (!desk) throw new Error('No room is open here.');
  return desk;
}
