package io.quorate.server.cluster;

import io.quorate.core.NodeId;
import io.quorate.replica.ProposalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A replicated log in memory, of which tests say who leads and what becomes of what is proposed.
 * Each member applies on a thread of its own.
 */
final class MemoryLog implements AutoCloseable {
  private final SortedMap<NodeId, MemoryMember> members = new TreeMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private final List<Entry> kept = new ArrayList<>();
  private final AtomicInteger proposed = new AtomicInteger();
  private long term;
  private @Nullable NodeId leader;
  private Fate fate = Fate.APPLIED;

  /** An entry; empty when it only begins a term. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entry(
      long term, long stampMillis, byte[] payload, CompletableFuture<byte[]> answer, NodeId by) {}

  synchronized void add(MemoryMember member) {
    members.put(member.self(), member);
  }

  /** From now on this becomes of what is proposed. */
  synchronized void proposalsAre(Fate next) {
    fate = next;
  }

  /** What was kept back is committed now. */
  synchronized void release() {
    List<Entry> late = new ArrayList<>(kept);
    kept.clear();
    fate = Fate.APPLIED;
    late.forEach(this::append);
  }

  /** How many entries were proposed. */
  int proposed() {
    return proposed.get();
  }

  /** This node leads the next term; the others follow it. */
  synchronized void elect(NodeId next) {
    NodeId before = leader;
    term++;
    leader = next;
    members.values().forEach(member -> member.sees(term, next));
    if (before != null) {
      member(before).deposed();
    }
    append(new Entry(term, 0, new byte[0], new CompletableFuture<>(), next));
  }

  /** Another data node leads. */
  synchronized void electOther(NodeId than) {
    elect(than.value().equals("a") ? new NodeId("b") : new NodeId("a"));
  }

  synchronized long term() {
    return term;
  }

  synchronized boolean leads(NodeId node) {
    return node.equals(leader);
  }

  private MemoryMember member(NodeId node) {
    return Objects.requireNonNull(members.get(node));
  }

  synchronized CompletableFuture<byte[]> propose(NodeId by, long stampMillis, byte[] payload) {
    proposed.incrementAndGet();
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    if (!leads(by)) {
      return failed(ProposalException.Kind.NOT_LEADER);
    }
    Entry entry = new Entry(term, stampMillis, payload, answer, by);
    switch (fate) {
      case APPLIED -> append(entry);
      case REFUSED -> {
        return failed(ProposalException.Kind.UNAVAILABLE);
      }
      case LOST -> {
        return failed(ProposalException.Kind.UNKNOWN);
      }
      case LATE -> {
        kept.add(entry);
        return failed(ProposalException.Kind.UNKNOWN);
      }
      case HELD -> kept.add(entry);
    }
    return answer;
  }

  private static CompletableFuture<byte[]> failed(ProposalException.Kind kind) {
    return CompletableFuture.failedFuture(new ProposalException(kind, "a test"));
  }

  /** Commits; an entry of an earlier term is lost, as an election may have it. */
  private void append(Entry entry) {
    if (entry.term() < term) {
      entry
          .answer()
          .completeExceptionally(
              new ProposalException(ProposalException.Kind.UNKNOWN, "another leads"));
      return;
    }
    entries.add(entry);
    long index = entries.size();
    members.values().forEach(member -> member.commit(index, entry));
  }

  synchronized long last() {
    return entries.size();
  }

  @Override
  public synchronized void close() {
    members.values().forEach(MemoryMember::close);
  }
}
