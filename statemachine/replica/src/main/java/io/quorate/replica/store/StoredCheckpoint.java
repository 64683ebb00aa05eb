package io.quorate.replica.store;

import java.nio.file.Path;

/**
 * A checkpoint in the snapshot folder.
 *
 * @param folder where its files are
 * @param position last entry that it holds
 */
public record StoredCheckpoint(Path folder, EntryPosition position) {}
