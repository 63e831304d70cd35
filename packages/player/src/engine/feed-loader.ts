import type { FlvFeed } from "../flv/flv-feed.ts";

/** What flv.js and mpegts.js have in common for those who bring their own bytes. */
export interface BaseLoader {
  _status: number;
  onDataArrival: (chunk: ArrayBuffer, byteStart: number) => void;
  onComplete: () => void;
}

/** The engines' `LoaderStatus`. */
const BUFFERING = 2;
const COMPLETE = 4;

/** A loader class, as the engines' `customLoader` wants it, that gives out what the feed has once there is one. */
export function createFeedLoader<Base extends BaseLoader>(
  BaseClass: new (typeName: string) => Base,
  feedOf: () => FlvFeed | undefined,
): new () => Base {
  // TypeScript cannot extend a class that is a type parameter; the engine's constructor is called by name instead.
  const Super = BaseClass as new (typeName: string) => BaseLoader;
  class FeedLoader extends Super {
    /** The engine's own stash would hold back the first frame until 384 KB have come. */
    readonly _needStash = false;

    constructor() {
      super("oxbow-feed");
    }

    open(_source: unknown, range: { readonly from: number }): void {
      this._status = BUFFERING;
      feedOf()?.run(range.from, {
        onBytes: (bytes, position) => {
          this.onDataArrival(bytes.buffer, position);
        },
        onEnd: () => {
          this._status = COMPLETE;
          this.onComplete();
        },
      });
    }

    /** Called before the libraries destroy a loader at work, too. */
    abort(): void {
      feedOf()?.stop();
      this._status = COMPLETE;
    }
  }
  return FeedLoader as unknown as new () => Base;
}
