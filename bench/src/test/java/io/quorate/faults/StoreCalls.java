package io.quorate.faults;

import com.google.protobuf.ByteString;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.RefusedException;
import io.quorate.linear.SpaceAsk;
import io.quorate.linear.SpaceTold;
import io.quorate.v1.CommitCandidateRequest;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.EditCandidateRequest;
import io.quorate.v1.GetRuntimeRequest;
import io.quorate.v1.GetValueRequest;
import io.quorate.v1.RuntimeChange;
import io.quorate.v1.RuntimeEntry;
import io.quorate.v1.RuntimeResponse;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import io.quorate.v1.WriteRuntimeRequest;

/** Asks a cluster what {@link SpaceAsk} says, and says what it answered. */
final class StoreCalls {
  private final QuorateClient client;
  private final String group;

  StoreCalls(QuorateClient client, String group) {
    this.client = client;
    this.group = group;
  }

  /** Of the place that is asked; a refusal that says something of what is there is an answer. */
  SpaceTold ask(StoreHistories.Space space, SpaceAsk ask) throws QuorateException {
    try {
      return space == StoreHistories.Space.CONFIGURATION ? configuration(ask) : runtime(ask);
    } catch (RefusedException refused) {
      if (refused.refusal().hasReason("REVISION_CONFLICT")) {
        return new SpaceTold.Conflict();
      }
      if (refused.refusal().hasReason("UNKNOWN_PATH")) {
        return new SpaceTold.Absent();
      }
      if (refused.refusal().hasReason("UNKNOWN_CANDIDATE")) {
        return new SpaceTold.NoCandidate();
      }
      throw refused;
    }
  }

  private SpaceTold configuration(SpaceAsk ask) throws QuorateException {
    if (ask instanceof SpaceAsk.Get get) {
      ConfigEntry entry =
          client
              .configuration()
              .get(GetValueRequest.newBuilder().setGroup(group).setPath(get.path()).build());
      return new SpaceTold.Found(entry.getValue().toStringUtf8(), entry.getRevision());
    }
    if (ask instanceof SpaceAsk.Stage stage) {
      return new SpaceTold.Staged(
          client
              .configuration()
              .edit(
                  EditCandidateRequest.newBuilder()
                      .setGroup(group)
                      .setName(stage.name())
                      .addChanges(set(stage.path(), stage.value()))
                      .build())
              .getBase());
    }
    WriteConfigResponse response =
        ask instanceof SpaceAsk.Commit commit
            ? client
                .configuration()
                .commit(
                    CommitCandidateRequest.newBuilder()
                        .setGroup(group)
                        .setName(commit.name())
                        .build())
            : client
                .configuration()
                .write(
                    WriteConfigRequest.newBuilder()
                        .setGroup(group)
                        .addChanges(change(ask))
                        .build());
    return written(response.getChanged(), response.getRevision());
  }

  private static ConfigChange.Builder set(String path, String value) {
    return ConfigChange.newBuilder().setPath(path).setValue(ByteString.copyFromUtf8(value));
  }

  private static ConfigChange.Builder change(SpaceAsk ask) {
    if (ask instanceof SpaceAsk.Put put) {
      return set(put.path(), put.value());
    }
    return ask instanceof SpaceAsk.PutIf put
        ? set(put.path(), put.value()).setIfRevision(put.revision())
        : ConfigChange.newBuilder().setPath(((SpaceAsk.Delete) ask).path());
  }

  private SpaceTold runtime(SpaceAsk ask) throws QuorateException {
    if (ask instanceof SpaceAsk.Get get) {
      RuntimeEntry entry =
          client
              .runtime()
              .get(GetRuntimeRequest.newBuilder().setGroup(group).setPath(get.path()).build());
      return new SpaceTold.Found(entry.getValue().toStringUtf8(), entry.getRevision());
    }
    ConfigChange change = change(ask).build();
    RuntimeChange.Builder same = RuntimeChange.newBuilder().setPath(change.getPath());
    if (change.hasValue()) {
      same.setValue(change.getValue());
    }
    if (change.hasIfRevision()) {
      same.setIfRevision(change.getIfRevision());
    }
    RuntimeResponse response =
        client
            .runtime()
            .write(WriteRuntimeRequest.newBuilder().setGroup(group).addChanges(same).build());
    return written(response.getChanged(), response.getRevision());
  }

  private static SpaceTold written(boolean changed, long revision) {
    return changed ? new SpaceTold.Written(revision) : new SpaceTold.Unchanged(revision);
  }
}
