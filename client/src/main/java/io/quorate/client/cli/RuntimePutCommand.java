package io.quorate.client.cli;

import com.google.protobuf.util.Durations;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.RuntimeChange;
import io.quorate.v1.RuntimeResponse;
import io.quorate.v1.WriteRuntimeRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quorate runtime put}: sets entries. */
@Command(
    name = "put",
    description = "Set runtime entries: all of them, or none.",
    footer = {
      "",
      "Examples:",
      "  quorate runtime put web sessions/17=alive --ttl 30s",
      "  quorate runtime put web peers/b=ready --with-epoch --epoch 3",
      "  quorate runtime put web rule-hits/r1=10 --node a",
      "  quorate runtime put web locks/import=eva --if-absent --ttl 5m"
    })
final class RuntimePutCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final PathValues values = new PathValues();

  @Mixin private final EntryNode node = new EntryNode();

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      description = "They are over after this time, unless they are touched: 1s to 366d.")
  private @Nullable Duration ttl;

  @Option(
      names = "--with-epoch",
      description = "They are over with the epoch of the group that is open now.")
  private boolean withEpoch;

  @Mixin private final ExpectedValue expected = new ExpectedValue();

  @Mixin private final ChangeOptions change = new ChangeOptions();

  RuntimePutCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, IOException {
    expected.check(root);
    if (withEpoch && ttl != null) {
      throw root.usage("--ttl and --with-epoch exclude each other");
    }
    WriteRuntimeRequest.Builder request =
        WriteRuntimeRequest.newBuilder()
            .setGroup(values.group())
            .addAllChanges(changes())
            .setDryRun(change.dryRun());
    change.epoch().ifPresent(request::setEpoch);
    try (QuorateClient client = root.client()) {
      RuntimeResponse response = client.runtime().write(request.build());
      root.console().answer(response, paint -> change.view(values.group(), response));
      return ExitCode.DONE;
    }
  }

  private List<RuntimeChange> changes() throws IOException {
    List<RuntimeChange> changes = new ArrayList<>();
    Duration time = ttl;
    for (PathValues.Value value : values.read(root)) {
      RuntimeChange.Builder put =
          RuntimeChange.newBuilder()
              .setPath(value.path())
              .setNode(node.name())
              .setValue(value.value())
              .setMediaType(value.mediaType());
      expected.revision().ifPresent(put::setIfRevision);
      if (time != null) {
        put.setTtl(Durations.fromNanos(time.toNanos()));
      } else if (withEpoch) {
        put.setWithEpoch(true);
      }
      changes.add(put.build());
    }
    return changes;
  }
}
