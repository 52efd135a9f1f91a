/** What happened, said once at the bottom right and kept in a log. Never for what the screen already shows. */
import { create } from 'zustand';

export interface ToastAction {
  label: string;
  isUndo?: boolean;
  onPick: () => void;
}

export interface Toast {
  id: number;
  tone: 'good' | 'warn' | 'bad' | 'none';
  text: string;
  /** With an action, such as Undo, a toast stays until it is dismissed. `isUndo` false: Ctrl+Z leaves it alone. */
  action?: ToastAction;
  /** A second action beside it; it never undoes. */
  more?: ToastAction;
  at: Date;
}

interface ToastState {
  /** At most three, oldest first. */
  shown: readonly Toast[];
  /** The last hundred, oldest first. */
  log: readonly Toast[];
}

export const SHOWN_AT_ONCE = 3;
const KEPT_IN_LOG = 100;
const TOAST_MILLISECONDS = 6000;
let nextId = 1;

export const useToasts = create<ToastState>(() => ({ shown: [], log: [] }));

/** Shows a toast and returns its id. Toasts without an action leave after 6 s. */
export function showToast(toast: Omit<Toast, 'id' | 'at'>): number {
  const id = nextId++;
  const made: Toast = { ...toast, id, at: new Date() };
  useToasts.setState(({ shown, log }) => ({
    shown: [...shown, made].slice(-SHOWN_AT_ONCE),
    log: [...log, made].slice(-KEPT_IN_LOG),
  }));
  if (toast.action === undefined) setTimeout(() => dismissToast(id), TOAST_MILLISECONDS);
  return id;
}

/** Takes a toast off the screen; it stays in the log. */
export function dismissToast(id: number): void {
  useToasts.setState(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) }));
}

/** Runs the action of the newest toast that has one that undoes (Ctrl+Z), and dismisses it. False when there is none. */
export function undoNewest(): boolean {
  const newest = useToasts.getState().shown.findLast(({ action }) => action !== undefined && action.isUndo !== false);
  if (newest?.action === undefined) return false;
  dismissToast(newest.id);
  newest.action.onPick();
  return true;
}
