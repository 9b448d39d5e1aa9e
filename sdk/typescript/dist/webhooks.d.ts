/** A verified message. */
export interface WebhookMessage {
    /** The same over all attempts: a message whose id was handled is a repeat. */
    id: string;
    /** JSON. */
    body: string;
}
/** Tells messages of the server from forgeries. */
export declare class WebhookVerifier {
    private readonly keys;
    /**
     * Takes a destination's signing secrets, "whsec_…". Give the old and the new one while a secret is
     * changed.
     */
    constructor(...secrets: string[]);
    /**
     * Verifies a body, exactly as it came, with its headers: the signature must fit one of the
     * secrets, and be at most 5 minutes old. When it throws, answer 400 and do nothing; answer 2xx
     * once the message is stored, since the server then never sends it again.
     */
    verify(body: string, headers: Headers | Record<string, string | string[] | undefined>): WebhookMessage;
}
