import { ApiError } from "../api/request";

/** What the server asks of `navigator.credentials.get`; bytes are base64url. */
export interface PasskeyRequest {
  challenge: string;
  rpId: string;
  userVerification: UserVerificationRequirement;
  timeout: number;
  allowCredentials: Descriptor[];
}

/** What the server asks of `navigator.credentials.create`; bytes are base64url. */
export interface PasskeyCreation {
  challenge: string;
  rp: { id: string; name: string };
  user: { id: string; name: string; displayName: string };
  pubKeyCredParams: { type: "public-key"; alg: number }[];
  timeout: number;
  attestation: AttestationConveyancePreference;
  excludeCredentials: Descriptor[];
  authenticatorSelection: { residentKey: ResidentKeyRequirement; userVerification: UserVerificationRequirement };
}

interface Descriptor {
  type: "public-key";
  id: string;
}

/** What a passkey signed. */
export interface PasskeyAnswer {
  id: string;
  clientData: string;
  authenticatorData: string;
  signature: string;
  userHandle?: string;
}

/** A passkey that was just made. */
export interface NewPasskey {
  clientData: string;
  attestation: string;
}

/** Whether this browser knows passkeys at all. */
export const hasPasskeys = () => "PublicKeyCredential" in globalThis && navigator.credentials !== undefined;

/** Lets one of the person's passkeys sign; throws an ApiError when none does. */
export async function signWithPasskey(asked: PasskeyRequest): Promise<PasskeyAnswer> {
  const credential = await answered(() =>
    navigator.credentials.get({
      publicKey: {
        ...asked,
        challenge: bytes(asked.challenge),
        allowCredentials: asked.allowCredentials.map(descriptor),
      },
    }),
  );
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    id: text(credential.rawId),
    clientData: text(response.clientDataJSON),
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
    userHandle: response.userHandle ? text(response.userHandle) : undefined,
  };
}

/** Makes a passkey; throws an ApiError when none is made. */
export async function makePasskey(asked: PasskeyCreation): Promise<NewPasskey> {
  const credential = await answered(() =>
    navigator.credentials.create({
      publicKey: {
        ...asked,
        challenge: bytes(asked.challenge),
        user: { ...asked.user, id: bytes(asked.user.id) },
        excludeCredentials: asked.excludeCredentials.map(descriptor),
      },
    }),
  );
  const response = credential.response as AuthenticatorAttestationResponse;
  return { clientData: text(response.clientDataJSON), attestation: text(response.attestationObject) };
}

async function answered(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const credential = await ask();
    if (credential) return credential as PublicKeyCredential;
  } catch (error) {
    throw new ApiError("no_passkey", sentenceFor(error instanceof DOMException ? error.name : ""), 0);
  }
  throw new ApiError("no_passkey", sentenceFor(""), 0);
}

function sentenceFor(name: string): string {
  switch (name) {
    case "InvalidStateError":
      return "This passkey is added already. Use another authenticator.";
    case "SecurityError":
      return "The browser does not allow passkeys on this page. Open the server by its own name, over HTTPS.";
    case "NotSupportedError":
      return "The authenticator can't make a passkey of a kind that the server takes. Use another one.";
    default:
      return "The browser gave no passkey: it was cancelled, took too long, or none is here. Try again.";
  }
}

const descriptor = ({ type, id }: Descriptor) => ({ type, id: bytes(id) });

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
