package io.quorate.server.api;

import com.google.protobuf.Message;
import io.quorate.core.Refusal;
import io.quorate.core.registry.Answer;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Preview;
import io.quorate.core.registry.Request;
import io.quorate.server.leader.LeaderLoop;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Has changes of what is kept of groups decided, on the leader, or only looked at. */
final class StoreWrites {
  private final ReplicatedRegistry registry;
  private final LeaderLoop leader;
  private final LinearizableRead previews;

  /**
   * By way of the leader.
   *
   * @param previews for what is only looked at; some of it reads much, so one at a time
   */
  StoreWrites(ReplicatedRegistry registry, LeaderLoop leader, LinearizableRead previews) {
    this.registry = registry;
    this.leader = leader;
    this.previews = previews;
  }

  /** What the caller sent. */
  record Asked(Message message, Caller caller, boolean dryRun) {}

  /**
   * The answer to the command, when all of the message could be read and nothing speaks against it.
   *
   * @param fields what was read of the message
   */
  CompletableFuture<Answer> decided(Asked asked, Command command, WireFields fields) {
    List<Refusal> refusals = unread(asked, fields);
    return refusals.isEmpty()
        ? decision(asked, command)
            .thenCompose(Decided::accepted)
            .thenApply(Decision.Accepted::answer)
        : CompletableFuture.failedFuture(Refused.of(refusals));
  }

  /** What could not be read of the message. */
  static List<Refusal> unread(Asked asked, WireFields fields) {
    List<Refusal> refusals = new ArrayList<>(Callers.refusals(asked.caller()));
    refusals.addAll(fields.refusals());
    return refusals;
  }

  /** The command as the caller asks for it. */
  static Request request(Asked asked, Command command) {
    return Callers.request(asked.caller(), command, asked.message());
  }

  /** What is decided about the command of a message that could be read. */
  CompletableFuture<Decision> decision(Asked asked, Command command) {
    return decision(asked, request(asked, command));
  }

  /** What is decided about the request, or would be. */
  CompletableFuture<Decision> decision(Asked asked, Request request) {
    return asked.dryRun() ? preview(request) : leader.propose(request);
  }

  private CompletableFuture<Decision> preview(Request request) {
    return previews.ready().thenApply(term -> registry.read(store -> Preview.of(request, store)));
  }
}
