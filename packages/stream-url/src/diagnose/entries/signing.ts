import type { Entry, SigningCode } from "../diagnosis.ts";

export const SIGNING: Readonly<Record<SigningCode, Entry>> = {
  "CFX-SIGN-BASE64-CHARS": [
    "error",
    "The signature holds +, = or /.",
    "Replace + by -, = by _ and / by ~ after base64.",
  ],
  "CFX-SIGN-CFXST-IN-RESOURCE": [
    "error",
    "The signed Resource holds the host or cfx/st.",
    "Sign the stream's name alone.",
  ],
  "CFX-SIGN-EPOCH-32BIT": [
    "error",
    "The expiry is past 2038, so probably in milliseconds.",
    "Give seconds since 1970.",
  ],
  "CFX-SIGN-EXPIRED": [
    "error",
    "The signature has expired.",
    "Sign anew; it is checked when playback starts.",
  ],
  "CFX-SIGN-EXT-MISMATCH": [
    "warning",
    "The signed name and the played one differ in their extension.",
    "Sign the name as this player sends it.",
  ],
  "CFX-SIGN-INVALID": [
    "error",
    "The signature does not fit name, expiry and key.",
    "Sign the name as it is played, with RSA-SHA1 and the key of this key pair.",
  ],
  "CFX-SIGN-IP": ["error", "The policy does not allow this address.", "Widen AWS:SourceIp, or leave it out."],
  "CFX-SIGN-KEY-IN-PAGE": [
    "error",
    "A private key stands in the page.",
    "Revoke the key pair, and sign on the server.",
  ],
  "CFX-SIGN-KEY-PAIR": [
    "error",
    "The key pair is none of a trusted signer.",
    "Add the account to TrustedSigners, or use one of its active key pairs.",
  ],
  "CFX-SIGN-MALFORMED": ["error", "The signature can't be read.", "Copy the signed name whole."],
  "CFX-SIGN-MISSING": [
    "error",
    "The stream has to be signed.",
    "Add Expires or Policy, Signature and Key-Pair-Id.",
  ],
  "CFX-SIGN-NOT-YET": ["error", "The policy is not valid yet.", "Check DateGreaterThan and the clocks."],
  "CFX-SIGN-PREFIX-IN-RESOURCE": [
    "error",
    "The signed Resource holds mp4:, mp3: or flv:.",
    "Sign the name without prefix.",
  ],
  "CFX-SIGN-RESOURCE": [
    "error",
    "The policy is for another stream.",
    "Sign this stream's name, or a pattern.",
  ],
};
