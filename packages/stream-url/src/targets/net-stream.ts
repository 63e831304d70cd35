import { quoteScript } from "./quote.ts";
import { streamerWire } from "./rules/streamer-wire.ts";
import type { Target } from "./target.ts";

/** ActionScript 3 by hand. `play(name, 0, -1)` has a missing file reported; `play(name)` would wait for it in silence. */
export const netStream: Target = {
  id: "netstream",
  label: "NetConnection and NetStream",
  era: "flash",
  write: ({ connectUrl, playName }) => ({
    code: `var connection:NetConnection = new NetConnection();
connection.client = {};
connection.addEventListener(NetStatusEvent.NET_STATUS, function (event:NetStatusEvent):void {
  if (event.info.code != "NetConnection.Connect.Success") return;
  var stream:NetStream = new NetStream(connection);
  stream.client = {};
  video.attachNetStream(stream);
  stream.play(${quoteScript(playName)}, 0, -1);
});
connection.connect(${quoteScript(connectUrl)});`,
    data: { connect: connectUrl, play: [playName, 0, -1] },
    input: { streamer: connectUrl, file: playName },
  }),
  predict: (input) => (typeof input === "string" ? undefined : streamerWire(input.streamer, input.file, 0)),
};
