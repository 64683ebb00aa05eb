package io.quorate.server.api;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.Situation;
import io.quorate.core.leader.LeaderPicture;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Registry;
import io.quorate.core.runtime.RuntimeAggregate;
import io.quorate.core.runtime.RuntimeEntry;
import io.quorate.core.runtime.RuntimeView;
import io.quorate.core.store.StoreView;
import io.quorate.server.wire.Times;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.CompareRuntimeRequest;
import io.quorate.v1.CompareRuntimeResponse;
import io.quorate.v1.MemberRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What each member has at a path of its own, with how long ago it said so and how long ago it was
 * heard from, on the leader.
 */
final class RuntimeComparison {
  private final StoreReads reads;
  private final LeaderViews views;

  RuntimeComparison(StoreReads reads, LeaderViews views) {
    this.reads = reads;
    this.views = views;
  }

  CompletableFuture<CompareRuntimeResponse> of(CompareRuntimeRequest request) {
    WireFields fields = new WireFields();
    GroupId group = fields.group("group", request.getGroup());
    ConfigPath path = new RuntimeFields(fields).path("path", request.getPath());
    return views
        .present()
        .thenCompose(
            known -> reads.read(group, fields, store -> compared(known, store, group, path)));
  }

  private static Found<CompareRuntimeResponse> compared(
      LeaderViews.Confirmed known, StoreView store, GroupId group, ConfigPath path) {
    Optional<GroupRecord> record = known.named(group.value());
    if (record.isEmpty()) {
      return new Found<>(null, GroupReads.unknown(group.value()));
    }
    Situation situation = known.situation(record.get());
    RuntimeView view = new RuntimeView(store, group, Registry.time(store));
    CompareRuntimeResponse.Builder message =
        CompareRuntimeResponse.newBuilder().setRevision(view.head().revision().value());
    List<ConfigValue> values = new ArrayList<>();
    for (GroupMember member : record.get().spec().members()) {
      ConfigPlace place = new ConfigPlace(new ConfigScope(member.node()), path);
      RuntimeEntry entry = view.get(place);
      message.addMembers(member(situation, place, entry));
      if (entry != null) {
        values.add(entry.value());
      }
    }
    RuntimeAggregate.of(values).ifPresent(all -> message.setAggregate(message(all)));
    return Found.of(message.build());
  }

  private static MemberRuntime member(
      Situation situation, ConfigPlace place, @Nullable RuntimeEntry entry) {
    MemberRuntime.Builder message = MemberRuntime.newBuilder();
    NodeId node = place.scope().node();
    MemberView member = node == null ? null : situation.members().get(node);
    if (member != null) {
      message
          .setNode(String.valueOf(node))
          .setOnline(member.silent().compareTo(LeaderPicture.NODE_SILENCE) < 0)
          .setLastSeen(Times.message(member.silent()));
    }
    if (entry != null) {
      Duration age = situation.now().since(entry.written());
      message
          .setEntry(RuntimeReads.message(place, entry))
          .setAge(Times.message(age.isNegative() ? Duration.ZERO : age));
    }
    return message.build();
  }

  private static io.quorate.v1.RuntimeAggregate message(RuntimeAggregate all) {
    return io.quorate.v1.RuntimeAggregate.newBuilder()
        .setSum(all.sum().toPlainString())
        .setMin(all.min().toPlainString())
        .setMax(all.max().toPlainString())
        .build();
  }
}
