package io.quorate.server.guard;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a guard finds in its directory when it starts.
 *
 * @param identity which guard it is
 * @param cgroup its cgroup, to be made by it; null where there is none
 * @param spec what it keeps
 */
record Launch(GuardIdentity identity, @Nullable Path cgroup, GuardSpec spec) {}
