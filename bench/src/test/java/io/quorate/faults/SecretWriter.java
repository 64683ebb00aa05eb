package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quorate.client.ClientSettings;
import io.quorate.client.NoQuorumException;
import io.quorate.client.NodeAddress;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.RefusedException;
import io.quorate.client.UnknownOutcomeException;
import io.quorate.client.UnreachableException;
import io.quorate.v1.PutSecretsRequest;
import io.quorate.v1.RevealSecretRequest;
import io.quorate.v1.RevealedSecret;
import io.quorate.v1.SecretChange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Puts secrets at paths of its own, each only over what it knows to stand there. So it knows what
 * stands, but for a call whose outcome it was not told: that may have come into effect, as long as
 * nothing else has.
 */
final class SecretWriter implements AutoCloseable {
  /** In every secret, and nowhere else in the cluster. */
  static final String MARK = "in-plain-text-";

  private static final int PATHS = 4;
  private static final Duration ATTEMPT = Duration.ofSeconds(2);
  private static final Duration CALL = Duration.ofSeconds(20);

  private final String name;
  private final String group;
  private final QuorateClient client;
  private final SortedMap<String, Known> known = new TreeMap<>();
  private int asked;
  private int acknowledged;

  /**
   * What is known of a path.
   *
   * @param revision of the value that stands there, unless one of the others does; 0: none
   * @param possible values that may have come into effect over it
   */
  private record Known(String value, long revision, Set<String> possible) {
    static final Known NOTHING = new Known("", 0, Set.of());

    Known and(String value) {
      Set<String> more = new HashSet<>(possible);
      more.add(value);
      return new Known(this.value, revision, more);
    }

    boolean explains(String found) {
      return found.equals(value) || possible.contains(found);
    }
  }

  SecretWriter(String name, String group, List<NodeAddress> nodes) {
    this.name = name;
    this.group = group;
    this.client =
        new QuorateClient(
            new ClientSettings(nodes, ATTEMPT, CALL, name, () -> UUID.randomUUID().toString()));
  }

  int acknowledged() {
    return acknowledged;
  }

  /** Puts the next. */
  void put() throws QuorateException {
    asked++;
    String path = name + "/" + asked % PATHS;
    String value = MARK + name + "-" + asked;
    Known before = known.getOrDefault(path, Known.NOTHING);
    SecretChange change =
        SecretChange.newBuilder()
            .setPath(path)
            .setValue(ByteString.copyFromUtf8(value))
            .setIfRevision(before.revision())
            .build();
    try {
      long revision =
          client
              .secrets()
              .put(PutSecretsRequest.newBuilder().setGroup(group).addChanges(change).build())
              .getRevision();
      known.put(path, new Known(value, revision, Set.of()));
      acknowledged++;
    } catch (UnknownOutcomeException open) {
      known.put(path, before.and(value));
    } catch (NoQuorumException | UnreachableException notDone) {
      // Nothing was changed.
    } catch (RefusedException overtaken) {
      assertThat(overtaken.reasons())
          .as("%s over %s: %s", value, before, overtaken.getMessage())
          .allMatch(reason -> reason.getReason().equals("REVISION_CONFLICT"));
      assertThat(before.possible()).as("what overtook %s", value).isNotEmpty();
      lookAt(path);
    }
  }

  private void lookAt(String path) throws QuorateException {
    try {
      RevealedSecret found = revealed(client, path);
      String value = found.getValue().toString(StandardCharsets.UTF_8);
      assertThat(known.getOrDefault(path, Known.NOTHING).possible()).contains(value);
      known.put(path, new Known(value, found.getRevision(), Set.of()));
    } catch (NoQuorumException | UnreachableException | UnknownOutcomeException notTold) {
      // It is looked at when the next is refused.
    }
  }

  private RevealedSecret revealed(QuorateClient by, String path) throws QuorateException {
    return by.secrets()
        .reveal(RevealSecretRequest.newBuilder().setGroup(group).setPath(path).build());
  }

  /** Every secret opens by way of this client, and is one that may stand. */
  void check(QuorateClient by) throws QuorateException {
    for (String path : known.keySet()) {
      Known expected = known.getOrDefault(path, Known.NOTHING);
      if (expected.revision() > 0) {
        String found = revealed(by, path).getValue().toString(StandardCharsets.UTF_8);
        assertThat(expected.explains(found)).as("%s: %s, not %s", path, found, expected).isTrue();
      }
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
