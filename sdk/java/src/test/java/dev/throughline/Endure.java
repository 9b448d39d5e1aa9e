package dev.throughline;

import com.google.protobuf.Timestamp;
import dev.throughline.v1.Interaction;
import dev.throughline.v1.Speaker;
import dev.throughline.v1.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Adds items to the buffered ingester and says what it was told. Usage: Endure ADDRESS KEY ITEMS */
public final class Endure {
  private Endure() {}

  public static void main(String[] args) throws InterruptedException {
    Set<String> seen = new HashSet<>();
    int[] results = {0};
    try (Client client = Client.builder(args[0]).apiKey(args[1]).insecure(true).build()) {
      Ingester ingester = client.ingester().maxItems(100).onResult(r -> {
        results[0]++;
        seen.add(r.item().getExternalId());
      }).start();
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        ingester.add(item(i));
      }
      ingester.close(Duration.ofMinutes(10));
      IngesterStats s = ingester.stats();
      System.out.printf("{\"results\":%d,\"distinct\":%d,\"accepted\":%d,\"repeats\":%d,\"others\":%d}%n",
          results[0], seen.size(), s.accepted(), s.duplicate(), s.conflict() + s.rejected() + s.dropped() + s.failed());
    }
  }

  private static Interaction item(int i) {
    return Interaction.newBuilder()
        .setSourceSystem("endurance")
        .setExternalId("item-" + i)
        .setSource("survey")
        .setChannel("web")
        .setOccurredAt(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()))
        .setCustomerId("customer-" + i)
        .addTurns(Turn.newBuilder().setSpeaker(Speaker.SPEAKER_CUSTOMER).setText("All fine, thank you."))
        .build();
  }
}
