package io.quorate.server.api;

import com.google.protobuf.UnsafeByteOperations;
import io.quorate.core.GroupId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.registry.Registry;
import io.quorate.core.runtime.RuntimeEnd;
import io.quorate.core.runtime.RuntimeView;
import io.quorate.server.wire.Times;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.GetRuntimeRequest;
import io.quorate.v1.ListRuntimeRequest;
import io.quorate.v1.ListRuntimeResponse;
import io.quorate.v1.RuntimeDeadline;
import io.quorate.v1.RuntimeEntry;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Which runtime entries there are, confirmed by a majority, on the leader. */
final class RuntimeReads {
  private static final int MOST = 1_000;

  /** Entries that are read at once: so many of the largest do no harm. */
  private static final int STRIDE = 32;

  private static final int MOST_BYTES = 1 << 20;

  private final StoreReads reads;

  /** From the store of this node. */
  RuntimeReads(StoreReads reads) {
    this.reads = reads;
  }

  CompletableFuture<RuntimeEntry> get(GetRuntimeRequest request) {
    WireFields fields = new WireFields();
    GroupId group = fields.group("group", request.getGroup());
    ConfigPlace place = new RuntimeFields(fields).place("", request.getPath(), request.getNode());
    return reads.read(
        group,
        fields,
        store -> {
          io.quorate.core.runtime.RuntimeEntry entry =
              new RuntimeView(store, group, Registry.time(store)).get(place);
          return entry == null ? Found.none(absent(group, place)) : Found.of(message(place, entry));
        });
  }

  private static Refusal absent(GroupId group, ConfigPlace place) {
    return Refusal.of(
        Reason.UNKNOWN_PATH,
        group + " has no runtime entry " + place,
        "see: quorate runtime list " + group);
  }

  CompletableFuture<ListRuntimeResponse> list(ListRuntimeRequest request) {
    WireFields fields = new WireFields();
    RuntimeFields runtime = new RuntimeFields(fields);
    GroupId group = fields.group("group", request.getGroup());
    Wanted wanted =
        new Wanted(
            runtime.scope("node", request.getNode()),
            runtime.pathOrNone("below", request.getBelow()),
            runtime.pathOrNone("after", request.getAfter()),
            request.getLimit() < 1 ? MOST : Math.min(request.getLimit(), MOST));
    return reads.read(
        group,
        fields,
        store -> Found.of(page(new RuntimeView(store, group, Registry.time(store)), wanted)));
  }

  private record Wanted(ConfigScope scope, String below, String after, int limit) {}

  private static ListRuntimeResponse page(RuntimeView view, Wanted wanted) {
    ListRuntimeResponse.Builder page =
        ListRuntimeResponse.newBuilder().setRevision(view.head().revision().value());
    int bytes = 0;
    String from = wanted.after();
    while (true) {
      List<RuntimeView.Found> found = view.list(wanted.scope(), wanted.below(), from, STRIDE);
      for (RuntimeView.Found one : found) {
        int size = one.entry().value().size();
        boolean full = page.getEntriesCount() > 0 && bytes + size > MOST_BYTES;
        if (full || page.getEntriesCount() == wanted.limit()) {
          return page.setMore(true).build();
        }
        bytes += size;
        page.addEntries(message(one.place(), one.entry()));
      }
      if (found.size() < STRIDE) {
        return page.build();
      }
      from = found.get(found.size() - 1).place().path().value();
    }
  }

  static RuntimeEntry message(ConfigPlace place, io.quorate.core.runtime.RuntimeEntry entry) {
    RuntimeEntry.Builder message =
        RuntimeEntry.newBuilder()
            .setPath(place.path().value())
            .setNode(ConfigMessages.node(place))
            .setWritten(Times.timestamp(entry.written()))
            .setValue(UnsafeByteOperations.unsafeWrap(entry.value().bytes()))
            .setMediaType(entry.value().mediaType())
            .setRevision(entry.revision().value());
    if (entry.end() instanceof RuntimeEnd.At at) {
      message.setAt(
          RuntimeDeadline.newBuilder()
              .setAt(Times.timestamp(at.deadline()))
              .setTtl(Times.message(at.ttl())));
    } else if (entry.end() instanceof RuntimeEnd.WithEpoch bound) {
      message.setEpoch(bound.epoch().value());
    }
    return message.build();
  }
}
