/**
 * The player for React: a component around `<oxbow-player>`, and hooks for a player of one's own looks.
 * @module
 */
import {
  createElement,
  type ReactElement,
  type RefCallback,
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { createPlayer, type Player, type PlayerOptions } from "./create-player.ts";
import type { OxbowPlayerElement } from "./element.ts";
import type { PlayerError } from "./player-error.ts";
import { INITIAL_STATE, type PlayerState } from "./player-state.ts";
import type { PlayerInput } from "./resolve-input.ts";

/** Properties of {@link OxbowPlayer}: the element's attributes, and callbacks for its events. */
export interface OxbowPlayerProps {
  readonly streamer?: string;
  readonly file?: string;
  readonly src?: string;
  readonly edge?: string;
  readonly poster?: string;
  readonly label?: string;
  readonly lang?: string;
  readonly autoplay?: boolean;
  readonly muted?: boolean;
  readonly loop?: boolean;
  readonly className?: string;
  readonly options?: PlayerOptions;
  readonly onError?: (error: PlayerError) => void;
  readonly onState?: (state: PlayerState) => void;
}

/** `<oxbow-player>` as a component. On a server it renders the bare element, which comes alive in the browser. */
export function OxbowPlayer({ onError, onState, options, ...attributes }: OxbowPlayerProps): ReactElement {
  const element = useRef<OxbowPlayerElement>(null);
  const callbacks = useRef({ onError, onState });
  callbacks.current = { onError, onState };
  useEffect(() => {
    let isMounted = true;
    let stop: () => void = () => {};
    void import("./element.ts").then(() => {
      const player = element.current?.player;
      if (!isMounted || player === undefined) return;
      const stopError = player.on("error", (error) => callbacks.current.onError?.(error));
      const stopState = player.subscribe(
        (state) => state,
        (state) => callbacks.current.onState?.(state),
      );
      stop = () => {
        stopError();
        stopState();
      };
    });
    return () => {
      isMounted = false;
      stop();
    };
  }, []);
  const { autoplay, muted, loop, className, ...named } = attributes;
  return createElement("oxbow-player", {
    ref: element,
    ...named,
    ...(options !== undefined && { options }),
    ...(className !== undefined && { class: className }),
    ...(autoplay === true && { autoplay: "" }),
    ...(muted === true && { muted: "" }),
    ...(loop === true && { loop: "" }),
  });
}

/** What {@link usePlayer} gives: a ref for a `<video>`, the player on it, and its state. */
export interface UsedPlayer {
  readonly ref: RefCallback<HTMLVideoElement>;
  readonly player: Player | undefined;
  readonly state: PlayerState;
}

/** A player on a `<video>` of one's own. Loads `input` whenever it changes by content. */
export function usePlayer(input: PlayerInput | undefined, options: PlayerOptions = {}): UsedPlayer {
  const [player, setPlayer] = useState<Player>();
  const latest = useRef(options);
  latest.current = options;
  const ref = useCallback((video: HTMLVideoElement | null) => {
    if (video === null) return undefined;
    const made = createPlayer(video, latest.current);
    setPlayer(made);
    return () => {
      made.destroy();
      setPlayer(undefined);
    };
  }, []);
  const key = JSON.stringify(input);
  useEffect(() => {
    if (player === undefined || key === undefined) return;
    player.configure(latest.current);
    void player.load(JSON.parse(key) as PlayerInput);
  }, [player, key]);
  const state = usePlayerState(player, (all) => all);
  return { ref, player, state };
}

/** A part of a player's state, kept up to date. */
export function usePlayerState<Value>(
  player: Player | undefined,
  select: (state: PlayerState) => Value,
): Value {
  return useSyncExternalStore(
    useCallback(
      (listener: () => void) => player?.subscribe((state) => state, listener) ?? (() => {}),
      [player],
    ),
    () => select(player?.state ?? INITIAL_STATE),
    () => select(INITIAL_STATE),
  );
}
