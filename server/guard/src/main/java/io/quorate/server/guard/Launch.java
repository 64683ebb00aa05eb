package io.quorate.server.guard;

import io.quorate.server.process.Toolbox;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a guard finds in its directory when it starts.
 *
 * @param identity which guard it is
 * @param cgroup its cgroup, to be made by it; null where there is none
 * @param tools how it starts processes
 * @param spec what it keeps
 */
record Launch(GuardIdentity identity, @Nullable Path cgroup, Toolbox tools, GuardSpec spec) {}
