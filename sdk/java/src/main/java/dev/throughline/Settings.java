package dev.throughline;

import java.time.Duration;

/** How a client works, with every default filled in. */
record Settings(String apiKey, String tenant, Duration deadline, int attempts, Retries.Wait pause, Duration silence) {
  /** The tenant that an API key names. Whether the key is right, only the server knows. */
  static String tenantOf(String key) {
    if (key == null || key.isEmpty()) {
      throw new IllegalArgumentException("throughline: no API key: give apiKey or set " + Client.KEY_VARIABLE);
    }
    String[] parts = key.split("_", -1);
    if (parts.length != 4 || !parts[0].equals("tl") || parts[2].isEmpty()) {
      throw new IllegalArgumentException("throughline: the API key is misspelt: it must look like tl_live_<tenant>_<secret>");
    }
    return parts[2];
  }
}
