package io.quorate.replica.identity;

import io.quorate.core.membership.Founding;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Where things lie in a node's data directory.
 *
 * @param root the data directory
 * @param group id of the replicated group, part of the path that Ratis chooses
 */
public record DataLayout(Path root, UUID group) {

  /** Held locked while a process uses the directory. */
  public Path lockFile() {
    return root.resolve("in-use.lock");
  }

  /** Native libraries, for a moment, where the temporary folder will not do. */
  public Path nativeFolder() {
    return root.resolve("native");
  }

  /** What Ratis calls its storage directory. */
  public Path raftFolder() {
    return root.resolve("raft");
  }

  /**
   * A second storage directory, never used: with more than one, Ratis does not format a missing log
   * by itself.
   */
  public Path raftDecoyFolder() {
    return root.resolve("raft-never-used");
  }

  /** Everything of the group. */
  public Path groupFolder() {
    return raftFolder().resolve(group.toString());
  }

  /** Segments of the log and Ratis' vote. */
  public Path logFolder() {
    return groupFolder().resolve("current");
  }

  /** Checkpoints. */
  public Path snapshotFolder() {
    return groupFolder().resolve("sm");
  }

  /** Unfinished checkpoints. */
  public Path scratchFolder() {
    return groupFolder().resolve("scratch");
  }

  /** What was found damaged and is not used any more. */
  public Path damagedFolder() {
    return groupFolder().resolve("damaged");
  }

  /** The live store. */
  public Path storeFolder() {
    return groupFolder().resolve("store");
  }

  /** Ratis' term and vote; it is there once the log is formatted. */
  public Path voteFile() {
    return logFolder().resolve("raft-meta");
  }

  /** Where the data of a cluster that is founded anew is made, as a data directory of its own. */
  public DataLayout unfinished(UUID foundedAnew) {
    return new DataLayout(root.resolve("recovery"), foundedAnew);
  }

  /** Where the data is kept that a founding was made from. */
  public Path setAside(Founding next) {
    return root.resolve("before-founding-" + next.number());
  }

  Path outerIdentity() {
    return root.resolve("identity").resolve("identity.json");
  }

  Path innerIdentity() {
    return groupFolder().resolve("identity.json");
  }

  Path sightings() {
    return root.resolve("identity").resolve("sightings");
  }

  Path highWater() {
    return root.resolve("identity").resolve("high-water");
  }
}
