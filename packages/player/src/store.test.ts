import { expect, test, vi } from "vitest";
import { createStore } from "./store.ts";

test("a listener hears what it selected, when that changes", () => {
  const store = createStore({ a: 1, b: 1 });
  const heard = vi.fn();
  const stop = store.subscribe((state) => state.a, heard);
  store.set({ b: 2 });
  store.set({ a: 1 });
  expect(heard).not.toHaveBeenCalled();
  store.set({ a: 2, b: 3 });
  expect(heard).toHaveBeenCalledExactlyOnceWith(2, 1);
  stop();
  store.set({ a: 3 });
  expect(heard).toHaveBeenCalledOnce();
});

test("the state is replaced, never changed", () => {
  const store = createStore({ a: 1 });
  const before = store.get();
  store.set({ a: 2 });
  expect(before).toEqual({ a: 1 });
  expect(store.get()).toEqual({ a: 2 });
});

test("a listener may stop another, and change the state itself", () => {
  const store = createStore({ a: 0 });
  const late = vi.fn();
  let stopLate = (): void => {};
  store.subscribe(
    (state) => state.a,
    (a) => {
      stopLate();
      if (a < 3) store.set({ a: a + 1 });
    },
  );
  stopLate = store.subscribe((state) => state.a, late);
  store.set({ a: 1 });
  expect(store.get().a).toBe(3);
  expect(late).not.toHaveBeenCalled();
});
