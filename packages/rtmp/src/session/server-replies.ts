import { Amf0EcmaArray, type Amf0Object, type Amf0Value } from "@oxbow/media/amf";
import { MEDIA_CSID } from "../chunk/encode-segment.ts";
import {
  callFailed,
  type NetStatus,
  playReset,
  playStart,
  playStop,
  statusObject,
} from "../command/net-status.ts";
import { encodeCommand } from "../message/command.ts";
import { encodeData } from "../message/data.ts";
import { MESSAGE_TYPE } from "../message/message-type.ts";
import { encodeSetPeerBandwidth } from "../message/set-peer-bandwidth.ts";
import { encodeUserControl, type UserControlEvent } from "../message/user-control.ts";
import { encodeWindowAcknowledgementSize } from "../message/window-acknowledgement-size.ts";
import { type BufferEvent, bufferMessage } from "./buffer-message.ts";
import type { SessionOutput } from "./session-output.ts";

/** NetConnection's commands (RTMP 1.0 leaves the choice open; FMS uses 3). */
const COMMAND_CSID = 3;

/** What the server says of itself in the answer to `connect`. */
export interface ServerIdentity {
  readonly fmsVer: string;
  readonly capabilities: number;
  readonly version: string;
}

/** Flash Media Server 3.5.7, as in the traces. */
export const FMS_3_5: ServerIdentity = Object.freeze({
  fmsVer: "FMS/3,5,7,7009",
  capabilities: 31,
  version: "3,5,7,7009",
});

/** Writes the exchanges of a server, message by message, in the order of Flash Media Server. */
export class ServerReplies {
  readonly #output: SessionOutput;
  /** Eight characters that name the connection in every status. */
  readonly #clientId: string;

  constructor(output: SessionOutput, clientId: string) {
    this.#output = output;
    this.#clientId = clientId;
  }

  /** Sent before anything was asked: these early bytes carry the TCP acknowledgement that Nagle's algorithm at the client waits for. */
  announceWindow(windowBytes: number): void {
    const kind = { windowAck: "windowAcknowledgementSize", bandwidth: "setPeerBandwidth" } as const;
    this.#output.pushControl(
      MESSAGE_TYPE.windowAcknowledgementSize,
      encodeWindowAcknowledgementSize({ kind: kind.windowAck, windowBytes }),
    );
    this.#output.pushControl(
      MESSAGE_TYPE.setPeerBandwidth,
      encodeSetPeerBandwidth({ kind: kind.bandwidth, windowBytes, limit: "dynamic" }),
    );
  }

  userControl(event: UserControlEvent): void {
    this.#output.pushControl(MESSAGE_TYPE.userControl, encodeUserControl(event));
  }

  buffer(event: BufferEvent, msid: number): void {
    this.#output.pushMade(bufferMessage(event, msid));
  }

  command(msid: number, name: string, transactionId: number, values: readonly Amf0Value[]): void {
    const body = encodeCommand({ name, transactionId, values });
    const csid = msid === 0 ? COMMAND_CSID : MEDIA_CSID.data;
    this.#output.pushMessage(csid, { typeId: MESSAGE_TYPE.commandAmf0, msid, timestampMs: 0, body });
  }

  data(msid: number, timestampMs: number, values: readonly Amf0Value[]): void {
    const body = encodeData(values);
    this.#output.pushMessage(MEDIA_CSID.data, { typeId: MESSAGE_TYPE.dataAmf0, msid, timestampMs, body });
  }

  status(msid: number, status: NetStatus): void {
    this.command(msid, "onStatus", 0, [null, statusObject(status, this.#clientId)]);
  }

  /** @param extra further members of the first object, for enhanced RTMP. */
  connectSuccess(
    transactionId: number,
    objectEncoding: 0 | 3,
    identity: ServerIdentity,
    extra: Amf0Object,
  ): void {
    this.userControl({ event: "streamBegin", msid: 0 });
    const { fmsVer, capabilities, version } = identity;
    this.command(0, "_result", transactionId, [
      { fmsVer, capabilities, mode: 1, ...extra },
      {
        level: "status",
        code: "NetConnection.Connect.Success",
        description: "Connection succeeded.",
        data: new Amf0EcmaArray({ version }),
        clientid: this.#clientId,
        objectEncoding,
      },
    ]);
  }

  connectFailure(transactionId: number, info: Amf0Object): void {
    this.command(0, "_error", transactionId, [null, { ...info, clientid: this.#clientId }]);
    this.command(0, "close", 0, [null]);
  }

  /** The answer to a call, if one is wanted. */
  result(transactionId: number, value: Amf0Value): void {
    if (transactionId !== 0) this.command(0, "_result", transactionId, [null, value]);
  }

  /** Refuses a call, if an answer is wanted. */
  unknownMethod(transactionId: number, name: string): void {
    if (transactionId !== 0) this.callError(transactionId, callFailed(name));
  }

  callError(transactionId: number, status: NetStatus): void {
    this.command(0, "_error", transactionId, [null, statusObject(status, this.#clientId)]);
  }

  /** What comes before the metadata of a stream that begins. */
  beginPlay(msid: number, streamName: string, isReset: boolean): void {
    this.userControl({ event: "streamIsRecorded", msid });
    this.userControl({ event: "streamBegin", msid });
    if (isReset) this.status(msid, playReset(streamName));
    this.#startMedia(msid, streamName);
  }

  /** What comes before the metadata at the new place. */
  beginAfterSeek(msid: number, streamName: string, notify: NetStatus): void {
    this.userControl({ event: "streamEof", msid });
    this.userControl({ event: "streamIsRecorded", msid });
    this.userControl({ event: "streamBegin", msid });
    this.status(msid, notify);
    this.#startMedia(msid, streamName);
  }

  completePlay(msid: number, streamName: string, durationMs: number, byteLength: number): void {
    this.playStatus(msid, "NetStream.Play.Complete", { duration: durationMs / 1000, bytes: byteLength });
    this.status(msid, playStop(streamName));
    this.userControl({ event: "streamEof", msid });
  }

  playStatus(msid: number, code: string, members: Amf0Object): void {
    this.data(msid, 0, ["onPlayStatus", { level: "status", code, ...members }]);
  }

  #startMedia(msid: number, streamName: string): void {
    this.status(msid, playStart(streamName));
    this.data(msid, 0, ["|RtmpSampleAccess", false, false]);
    this.data(msid, 0, ["onStatus", { code: "NetStream.Data.Start" }]);
  }
}
