package io.quorate.replica.codec;

import io.quorate.core.store.Table;
import io.quorate.replica.store.TableCodec;
import io.quorate.replica.store.TableCodecs;
import io.quorate.stored.v1.StoredAwaitedCommit;
import io.quorate.stored.v1.StoredCandidate;
import io.quorate.stored.v1.StoredConfigCommit;
import io.quorate.stored.v1.StoredConfigEntry;
import io.quorate.stored.v1.StoredConfigHead;
import io.quorate.stored.v1.StoredConfigUndo;
import io.quorate.stored.v1.StoredCounter;
import io.quorate.stored.v1.StoredDataKey;
import io.quorate.stored.v1.StoredGroup;
import io.quorate.stored.v1.StoredJournalEntry;
import io.quorate.stored.v1.StoredNode;
import io.quorate.stored.v1.StoredRecipient;
import io.quorate.stored.v1.StoredRequestRecord;
import io.quorate.stored.v1.StoredRevocation;
import io.quorate.stored.v1.StoredRuntimeEntry;
import io.quorate.stored.v1.StoredRuntimeHead;
import io.quorate.stored.v1.StoredSession;
import io.quorate.stored.v1.StoredStagedEdit;
import io.quorate.stored.v1.StoredSyncPause;
import java.util.HashMap;
import java.util.Map;

/** How every table of core is stored. */
public final class StateCodecs implements TableCodecs {
  private final Map<Table<?>, TableCodec<?>> codecs = new HashMap<>();

  /** Of all tables. */
  public StateCodecs() {
    put(
        Table.GROUPS,
        new MessageCodec<>(GroupCodec::encode, StoredGroup.parser(), GroupCodec::decode));
    put(
        Table.NODES,
        new MessageCodec<>(RecordCodec::encode, StoredNode.parser(), RecordCodec::decode));
    put(
        Table.JOURNAL,
        new MessageCodec<>(RecordCodec::encode, StoredJournalEntry.parser(), RecordCodec::decode));
    put(
        Table.RECENT,
        new MessageCodec<>(RecordCodec::encode, StoredJournalEntry.parser(), RecordCodec::decode));
    put(
        Table.REQUESTS,
        new MessageCodec<>(RecordCodec::encode, StoredRequestRecord.parser(), RecordCodec::decode));
    put(Table.REQUEST_ORDER, new TextCodec());
    put(Table.COUNTERS, new NumberCodec());
    put(Table.FACTS, new TextCodec());
    configuration();
    runtime();
    secrets();
    put(
        Table.REVOCATIONS,
        new MessageCodec<>(
            RevocationCodec::encode, StoredRevocation.parser(), RevocationCodec::decode));
  }

  private void configuration() {
    put(
        Table.CONFIG,
        new MessageCodec<>(ConfigCodec::encode, StoredConfigEntry.parser(), ConfigCodec::decode));
    put(
        Table.CONFIG_UNDO,
        new MessageCodec<>(ConfigCodec::encode, StoredConfigUndo.parser(), ConfigCodec::decode));
    put(
        Table.CONFIG_COMMITS,
        new MessageCodec<>(ConfigCodec::encode, StoredConfigCommit.parser(), ConfigCodec::decode));
    put(
        Table.CONFIG_HEADS,
        new MessageCodec<>(ConfigCodec::encode, StoredConfigHead.parser(), ConfigCodec::decode));
    put(
        Table.CONFIG_AWAITED,
        new MessageCodec<>(ConfigCodec::encode, StoredAwaitedCommit.parser(), ConfigCodec::decode));
    put(
        Table.CONFIG_PAUSED,
        new MessageCodec<>(ConfigCodec::encode, StoredSyncPause.parser(), ConfigCodec::decode));
    put(
        Table.CONFIG_CANDIDATES,
        new MessageCodec<>(
            CandidateCodec::encode, StoredCandidate.parser(), CandidateCodec::decode));
    put(
        Table.CONFIG_EDITS,
        new MessageCodec<>(
            CandidateCodec::encode, StoredStagedEdit.parser(), CandidateCodec::decode));
    put(Table.CONFIG_LEFT, new NumberCodec());
  }

  private void runtime() {
    put(
        Table.RUNTIME,
        new MessageCodec<>(
            RuntimeCodec::encode, StoredRuntimeEntry.parser(), RuntimeCodec::decode));
    put(Table.RUNTIME_DEADLINES, new NumberCodec());
    put(Table.RUNTIME_BOUND, new NumberCodec());
    put(
        Table.RUNTIME_HEADS,
        new MessageCodec<>(RuntimeCodec::encode, StoredRuntimeHead.parser(), RuntimeCodec::decode));
    put(Table.RUNTIME_LEFT, new NumberCodec());
    put(
        Table.GROUP_COUNTERS,
        new MessageCodec<>(CounterCodec::encode, StoredCounter.parser(), CounterCodec::decode));
    put(
        Table.SESSIONS,
        new MessageCodec<>(SessionCodec::encode, StoredSession.parser(), SessionCodec::decode));
    put(Table.SESSIONS_IDLE, new NumberCodec());
  }

  private void secrets() {
    put(
        Table.SECRET_RECIPIENTS,
        new MessageCodec<>(SecretCodec::encode, StoredRecipient.parser(), SecretCodec::decode));
    put(
        Table.SECRET_KEYS,
        new MessageCodec<>(SecretCodec::encode, StoredDataKey.parser(), SecretCodec::decode));
    put(Table.SECRET_ROWS, new NumberCodec());
  }

  @Override
  @SuppressWarnings("unchecked") // put() takes only a codec of the table's type
  public <V> TableCodec<V> of(Table<V> table) {
    TableCodec<?> codec = codecs.get(table);
    if (codec == null) {
      throw new IllegalArgumentException("no stored form of table " + table);
    }
    return (TableCodec<V>) codec;
  }

  private <V> void put(Table<V> table, TableCodec<V> codec) {
    codecs.put(table, codec);
  }
}
