package io.quorate.bench.contender;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;

/**
 * Requests of one session of ZooKeeper, many on their way at a time. A read has a sync before it,
 * which a session keeps in order: neither waits for the other.
 *
 * @param session which is not closed with it
 * @param kind what is asked for
 */
record ZooKeeperLoad(ZooKeeper session, LoadKind kind) implements Load {
  private static final int ANY_VERSION = -1;

  /** The node of a request. */
  static String path(long number) {
    return "/" + Entries.key(number);
  }

  @Override
  public CompletionStage<?> ask(int slot, long number) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    if (kind.writes()) {
      session.setData(
          path(number),
          Entries.value(number),
          ANY_VERSION,
          (code, path, context, stat) -> end(done, code, path),
          null);
    } else {
      session.sync(path(number), (code, path, context) -> endIfFailed(done, code, path), null);
      session.getData(
          path(number), false, (code, path, context, data, stat) -> end(done, code, path), null);
    }
    return done;
  }

  private static void endIfFailed(CompletableFuture<Boolean> done, int code, String path) {
    if (code != KeeperException.Code.OK.intValue()) {
      end(done, code, path);
    }
  }

  private static void end(CompletableFuture<Boolean> done, int code, String path) {
    KeeperException.Code meaning = KeeperException.Code.get(code);
    if (meaning == KeeperException.Code.OK) {
      done.complete(true);
    } else {
      done.completeExceptionally(KeeperException.create(meaning, path));
    }
  }

  @Override
  public void close() {}
}
