package io.quorate.server.api;

import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.config.AwaitedCommit;
import io.quorate.core.config.ConfigCommit;
import io.quorate.core.config.ConfigEntry;
import io.quorate.core.config.ConfigHead;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigView;
import io.quorate.server.wire.Times;
import io.quorate.v1.GetConfigLogResponse;

/** Words configurations for the API. */
final class ConfigMessages {
  private static final int COMMITS = 50;
  private static final int MOST_COMMITS = 1_000;

  private ConfigMessages() {}

  static io.quorate.v1.ConfigEntry entry(ConfigPlace place, ConfigEntry entry) {
    io.quorate.v1.ConfigEntry.Builder message =
        io.quorate.v1.ConfigEntry.newBuilder()
            .setPath(place.path().value())
            .setNode(node(place))
            .setValue(SecretMessages.shown(entry.value()))
            .setMediaType(entry.value().mediaType())
            .setRevision(entry.revision().value());
    SecretMessages.note(entry.value()).ifPresent(message::setSealed);
    return message.build();
  }

  static String node(ConfigPlace place) {
    NodeId node = place.scope().node();
    return node == null ? "" : node.value();
  }

  static GetConfigLogResponse log(ConfigView view, Revision before, int limit) {
    int most = limit < 1 ? COMMITS : Math.min(limit, MOST_COMMITS);
    Revision end = before.equals(Revision.NONE) ? new Revision(Long.MAX_VALUE) : before;
    GetConfigLogResponse.Builder log = GetConfigLogResponse.newBuilder().setHead(head(view.head()));
    AwaitedCommit awaited = view.awaited();
    if (awaited != null) {
      log.setAwaited(awaited(awaited));
    }
    view.commits(end, most).forEach(commit -> log.addCommits(commit(commit)));
    return log.build();
  }

  private static io.quorate.v1.AwaitedCommit awaited(AwaitedCommit awaited) {
    return io.quorate.v1.AwaitedCommit.newBuilder()
        .setRevision(awaited.revision().value())
        .setAuthor(awaited.author())
        .setSince(Times.timestamp(awaited.since()))
        .setUntil(Times.timestamp(awaited.until()))
        .build();
  }

  private static io.quorate.v1.ConfigHead head(ConfigHead head) {
    return io.quorate.v1.ConfigHead.newBuilder()
        .setRevision(head.revision().value())
        .setOldest(head.oldest().value())
        .setValues(head.paths())
        .setBytes(head.bytes())
        .setDigest(head.digest().hex())
        .build();
  }

  private static io.quorate.v1.ConfigCommit commit(ConfigCommit commit) {
    return io.quorate.v1.ConfigCommit.newBuilder()
        .setRevision(commit.revision().value())
        .setAt(Times.timestamp(commit.at()))
        .setAuthor(commit.author())
        .setComment(commit.comment())
        .setOrigin(
            switch (commit.origin().kind()) {
              case WRITE -> io.quorate.v1.ConfigCommit.Origin.WRITE;
              case ROLLBACK -> io.quorate.v1.ConfigCommit.Origin.ROLLBACK;
              case CANCELLED -> io.quorate.v1.ConfigCommit.Origin.CANCELLED;
              case UNCONFIRMED -> io.quorate.v1.ConfigCommit.Origin.UNCONFIRMED;
              case CANDIDATE -> io.quorate.v1.ConfigCommit.Origin.CANDIDATE;
              case SCOPE -> io.quorate.v1.ConfigCommit.Origin.SCOPE;
            })
        .setOriginRevision(commit.origin().of().value())
        .setSet(commit.size().set())
        .setDeleted(commit.size().deleted())
        .setBytes(commit.size().bytes())
        .setDigest(commit.digest().hex())
        .setConfirmedBy(commit.confirmedBy())
        .setCandidate(commit.origin().candidate())
        .setValidationSkipped(commit.omitted() != null)
        .build();
  }
}
