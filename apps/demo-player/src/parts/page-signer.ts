import type { StreamSigner } from "@oxbow/stream-url/sign";

const RSA = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-1",
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
};

/** A key pair made in this page, and its public half as CloudFront takes it. */
export interface PageSigner {
  readonly signer: StreamSigner;
  readonly publicKeyPem: string;
}

/** Makes a CloudFront key pair in the browser. The private key cannot be taken out of it. */
export async function createPageSigner(keyPairId: string): Promise<PageSigner> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(RSA, false, ["sign", "verify"]);
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", publicKey));
  const base64 = btoa(String.fromCharCode(...spki)).replace(/.{64}/g, "$&\n");
  return {
    publicKeyPem: `-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----\n`,
    signer: {
      keyPairId,
      sign: async (message) => new Uint8Array(await crypto.subtle.sign(RSA.name, privateKey, message)),
    },
  };
}
