import { Webhook } from "standardwebhooks";

/** A verified message. */
export interface WebhookMessage {
  /** The same over all attempts: a message whose id was handled is a repeat. */
  id: string;
  /** JSON. */
  body: string;
}

/** Tells messages of the server from forgeries. */
export class WebhookVerifier {
  private readonly keys: Webhook[];

  /**
   * Takes a destination's signing secrets, "whsec_…". Give the old and the new one while a secret is
   * changed.
   */
  constructor(...secrets: string[]) {
    if (secrets.length === 0) {
      throw new TypeError("throughline: a webhook verifier needs at least one signing secret");
    }
    this.keys = secrets.map((secret, i) => {
      try {
        return new Webhook(secret);
      } catch {
        throw new TypeError(`throughline: signing secret ${i} is misspelt: it must look like whsec_<base64>`);
      }
    });
  }

  /**
   * Verifies a body, exactly as it came, with its headers: the signature must fit one of the
   * secrets, and be at most 5 minutes old. When it throws, answer 400 and do nothing; answer 2xx
   * once the message is stored, since the server then never sends it again.
   */
  verify(body: string, headers: Headers | Record<string, string | string[] | undefined>): WebhookMessage {
    const plain: Record<string, string> = {};
    for (const [name, value] of headers instanceof Headers ? headers : Object.entries(headers)) {
      if (value !== undefined) {
        plain[name.toLowerCase()] = String(value);
      }
    }
    let last: unknown;
    for (const key of this.keys) {
      try {
        key.verify(body, plain, { jsonParse: false });
        return { id: plain["webhook-id"] ?? "", body };
      } catch (reason) {
        last = reason;
      }
    }
    throw new Error(`throughline: webhook: ${last instanceof Error ? last.message : String(last)}`);
  }
}
