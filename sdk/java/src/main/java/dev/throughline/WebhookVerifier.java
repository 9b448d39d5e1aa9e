package dev.throughline;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells messages of the server from forgeries (Standard Webhooks). */
public final class WebhookVerifier {
  private final List<Webhook> keys = new ArrayList<>();

  /**
   * A verified message.
   *
   * @param id the same over all attempts: a message whose id was handled is a repeat
   * @param body JSON
   */
  public record Message(String id, String body) {}

  /**
   * Takes a destination's signing secrets, "whsec_…". Give the old and the new one while a secret is
   * changed. Throws IllegalArgumentException without one, and when one is misspelt.
   */
  public WebhookVerifier(String... secrets) {
    if (secrets.length == 0) {
      throw new IllegalArgumentException("throughline: a webhook verifier needs at least one signing secret");
    }
    for (int i = 0; i < secrets.length; i++) {
      try {
        keys.add(new Webhook(secrets[i]));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException("throughline: signing secret " + i + " is misspelt: it must look like whsec_<base64>", e);
      }
    }
  }

  /**
   * Verifies a body, exactly as it came, with its headers: the signature must fit one of the secrets,
   * and be at most 5 minutes old. Throws SecurityException: answer 400 and do nothing. Else answer 2xx
   * once the message is stored, since the server then never sends it again.
   */
  public Message verify(String body, Map<String, List<String>> headers) {
    HttpHeaders given = HttpHeaders.of(headers, (name, value) -> true);
    WebhookVerificationException last = null;
    for (Webhook key : keys) {
      try {
        key.verify(body, given);
        return new Message(given.firstValue("webhook-id").orElse(""), body);
      } catch (WebhookVerificationException e) {
        last = e;
      }
    }
    throw new SecurityException("throughline: webhook: " + last.getMessage(), last);
  }
}
