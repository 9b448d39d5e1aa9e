package dev.throughline;

import dev.throughline.v1.AlertEvent;
import dev.throughline.v1.AlertState;
import dev.throughline.v1.WatchAlertsRequest;
import dev.throughline.v1.WatchAlertsResponse;

/** Watches alerts until one is resolved, and prints each change. Usage: Watch ADDRESS KEY */
public final class Watch {
  private Watch() {}

  public static void main(String[] args) {
    try (Client client = Client.builder(args[0]).apiKey(args[1]).insecure(true).build();
        AlertWatch changes = client.watchAlerts(WatchAlertsRequest.getDefaultInstance())) {
      while (true) {
        WatchAlertsResponse message = changes.next();
        if (!message.hasAlertEvent()) {
          continue;
        }
        AlertEvent event = message.getAlertEvent();
        System.out.printf("%s %d%n", event.getAlert().getName(), event.getChange().getNumber());
        if (event.getChange().getState() == AlertState.ALERT_STATE_RESOLVED) {
          return;
        }
      }
    }
  }
}
