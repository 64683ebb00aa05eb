package io.quorate.core.sim;

import io.quorate.core.Revision;
import io.quorate.core.config.ConfigChanged;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigCommit;
import io.quorate.core.config.ConfigConfirmed;
import io.quorate.core.config.ConfigDigest;
import io.quorate.core.config.ConfigOrigin;
import io.quorate.core.config.ConfigView;
import io.quorate.core.config.SpaceId;
import io.quorate.core.registry.Answer;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Request;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Commits follow each other without a gap, and what was acknowledged is the commit of the revision
 * that was told. A commit that waits for its confirmation is the last one until it is settled:
 * confirmed, or undone to the last byte and, by the clock, not before its time.
 */
final class ConfigurationsHold implements Invariant {
  private static final Set<Class<?>> COMMITS =
      Set.of(ConfigCommand.Write.class, ConfigCommand.Rollback.class, ConfigCommand.Cancel.class);

  private final Map<SpaceId, Revision> last = new TreeMap<>();
  private final Map<SpaceId, ConfigChanged> waiting = new TreeMap<>();
  private final Map<SpaceId, Map<Revision, String>> authors = new TreeMap<>();

  @Override
  public void happened(World world, Event event, Request request) {
    if (event instanceof Event.GroupDeleted deleted) {
      waiting.remove(new SpaceId(deleted.group()));
    }
    if (!(event instanceof Event.Configured configured)) {
      return;
    }
    if (configured.what() instanceof ConfigChanged change) {
      committed(world, change, request);
    } else if (configured.what() instanceof ConfigConfirmed confirmed) {
      ConfigChanged awaited = waiting.remove(confirmed.space());
      if (awaited == null || !awaited.revision().equals(confirmed.revision())) {
        throw new InvariantBroken(confirmed + " confirms what does not wait: " + awaited);
      }
      world.count("commit confirmed");
    }
  }

  private void committed(World world, ConfigChanged change, Request request) {
    if (change.why().origin().kind() == ConfigOrigin.Kind.CANDIDATE) {
      world.count("candidate committed");
    }
    Revision before = last.getOrDefault(change.space(), Revision.NONE);
    if (!change.revision().equals(before.next())) {
      throw new InvariantBroken(change + " follows revision " + before);
    }
    last.put(change.space(), change.revision());
    authors
        .computeIfAbsent(change.space(), space -> new TreeMap<>())
        .put(change.revision(), request.actor());
    ConfigChanged awaited = waiting.remove(change.space());
    if (awaited != null) {
      undone(world, awaited, change);
    }
    if (change.until() != null) {
      waiting.put(change.space(), change);
    }
  }

  private static void undone(World world, ConfigChanged awaited, ConfigChanged change) {
    ConfigOrigin origin = change.why().origin();
    boolean byClock = origin.kind() == ConfigOrigin.Kind.UNCONFIRMED;
    boolean undoes = byClock || origin.kind() == ConfigOrigin.Kind.CANCELLED;
    if (!undoes || !origin.of().equals(awaited.revision())) {
      throw new InvariantBroken(change + " came while this waited: " + awaited);
    }
    ConfigView view = new ConfigView(world.truth.store(), change.space());
    ConfigDigest was = digest(view, new Revision(awaited.revision().value() - 1));
    ConfigDigest is = digest(view, change.revision());
    if (is != null && was != null && !is.equals(was)) {
      throw new InvariantBroken(change + " does not bring back what was there: " + awaited);
    }
    ConfigCommit commit = view.commit(change.revision());
    if (byClock && commit != null && commit.at().millis() < millis(awaited)) {
      throw new InvariantBroken(awaited + " was undone before its time, at " + commit.at());
    }
    world.count(byClock ? "commit undone in time" : "commit cancelled");
  }

  private static long millis(ConfigChanged awaited) {
    return awaited.until() == null ? 0 : awaited.until().millis();
  }

  private static @Nullable ConfigDigest digest(ConfigView view, Revision revision) {
    ConfigCommit commit = view.commit(revision);
    return revision.equals(Revision.NONE)
        ? ConfigDigest.EMPTY
        : commit == null ? null : commit.digest();
  }

  @Override
  public void answered(Request request, Decision decision) {
    if (!(request.command() instanceof Command.Configure configure)
        || !(decision instanceof Decision.Accepted accepted)
        || accepted.answer().change() == Answer.Change.NONE
        || !COMMITS.contains(configure.change().getClass())) {
      return;
    }
    Revision revision = accepted.answer().revision();
    String author = authors.getOrDefault(configure.change().space(), new TreeMap<>()).get(revision);
    if (!request.actor().equals(author)) {
      throw new InvariantBroken(
          request + " was told revision " + revision + ", which is by " + author);
    }
  }
}
