package io.quorate.server.api;

import com.google.protobuf.UnsafeByteOperations;
import io.quorate.core.GroupId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.config.ConfigPath;
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
    ConfigPath path = new RuntimeFields(fields).path("path", request.getPath());
    return reads.read(
        group,
        fields,
        store -> {
          io.quorate.core.runtime.RuntimeEntry entry =
              new RuntimeView(store, group, Registry.time(store)).get(path);
          return entry == null ? Found.none(absent(group, path)) : Found.of(message(path, entry));
        });
  }

  private static Refusal absent(GroupId group, ConfigPath path) {
    return Refusal.of(
        Reason.UNKNOWN_PATH,
        group + " has no runtime entry " + path,
        "see: quorate runtime list " + group);
  }

  CompletableFuture<ListRuntimeResponse> list(ListRuntimeRequest request) {
    WireFields fields = new WireFields();
    RuntimeFields runtime = new RuntimeFields(fields);
    GroupId group = fields.group("group", request.getGroup());
    String below = runtime.pathOrNone("below", request.getBelow());
    String after = runtime.pathOrNone("after", request.getAfter());
    int limit = request.getLimit() < 1 ? MOST : Math.min(request.getLimit(), MOST);
    return reads.read(
        group,
        fields,
        store ->
            Found.of(
                page(new RuntimeView(store, group, Registry.time(store)), below, after, limit)));
  }

  private static ListRuntimeResponse page(RuntimeView view, String below, String after, int limit) {
    ListRuntimeResponse.Builder page =
        ListRuntimeResponse.newBuilder().setRevision(view.head().revision().value());
    int bytes = 0;
    String from = after;
    while (true) {
      List<RuntimeView.Found> found = view.list(below, from, STRIDE);
      for (RuntimeView.Found one : found) {
        int size = one.entry().value().size();
        boolean full = page.getEntriesCount() > 0 && bytes + size > MOST_BYTES;
        if (full || page.getEntriesCount() == limit) {
          return page.setMore(true).build();
        }
        bytes += size;
        page.addEntries(message(one.path(), one.entry()));
      }
      if (found.size() < STRIDE) {
        return page.build();
      }
      from = found.get(found.size() - 1).path().value();
    }
  }

  static RuntimeEntry message(ConfigPath path, io.quorate.core.runtime.RuntimeEntry entry) {
    RuntimeEntry.Builder message =
        RuntimeEntry.newBuilder()
            .setPath(path.value())
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
