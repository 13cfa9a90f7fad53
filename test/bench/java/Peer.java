import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Scanner;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/**
 * What the benchmark compares with: Kafka's own AdminClient, resident, with default settings, doing what one round of
 * ours does in as few calls as it offers. Commands on standard input: `open BOOTSTRAP_SERVERS`, `snapshot`, `alter to-earliest|to-latest`. Each
 * snapshot answers one JSON line; times in milliseconds, requests as the client counts them.
 */
public final class Peer {
    private static final OperatingSystemMXBean PROCESS = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    public static void main(String[] args) throws Exception {
        Admin admin = null;
        Scanner input = new Scanner(System.in);
        while (input.hasNext()) {
            switch (input.next()) {
                case "open" -> {
                    if (admin != null) admin.close();
                    Properties settings = new Properties();
                    settings.put("bootstrap.servers", input.next());
                    settings.put("default.api.timeout.ms", "300000");
                    settings.put("request.timeout.ms", "120000");
                    admin = Admin.create(settings);
                    System.out.println("{}");
                }
                case "snapshot" -> System.out.println(snapshot(admin));
                case "alter" -> System.out.println(alter(admin, input.next().equals("to-latest")));
                default -> throw new IllegalArgumentException("open SERVERS, snapshot, or alter to-earliest|to-latest");
            }
            System.out.flush();
        }
        Runtime.getRuntime().halt(0);
    }

    private static String snapshot(Admin admin) throws Exception {
        double requestsBefore = requests(admin);
        long cpuBefore = PROCESS.getProcessCpuTime();
        long startedAt = System.nanoTime();

        var listings = admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get();
        List<String> all = listings.stream().map(GroupListing::groupId).toList();
        // As we do: an Empty group has no members to describe.
        List<String> live = listings.stream().filter(listing -> listing.groupState().orElse(null) != GroupState.EMPTY).map(GroupListing::groupId).toList();
        var offsetsCall = admin.listConsumerGroupOffsets(all.stream().collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec())));
        var describeCall = admin.describeConsumerGroups(live);
        var offsets = offsetsCall.all().get();
        var descriptions = describeCall.all().get();
        Set<TopicPartition> partitions = new HashSet<>();
        for (var committed : offsets.values()) partitions.addAll(committed.keySet());
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicPartition partition : partitions) latest.put(partition, OffsetSpec.latest());
        var ends = admin.listOffsets(latest).all().get();

        long lag = 0;
        long groupPartitions = 0;
        for (var committed : offsets.values()) {
            for (var entry : committed.entrySet()) {
                if (entry.getValue() == null) continue;
                lag += Math.max(0, ends.get(entry.getKey()).offset() - entry.getValue().offset());
                groupPartitions++;
            }
        }
        int members = descriptions.values().stream().mapToInt(description -> description.members().size()).sum();
        double ms = (System.nanoTime() - startedAt) / 1e6;
        double cpuMs = (PROCESS.getProcessCpuTime() - cpuBefore) / 1e6;
        return String.format(java.util.Locale.ROOT, "{\"ms\":%.2f,\"cpuMs\":%.2f,\"requests\":%.0f,\"groups\":%d,\"groupPartitions\":%d,\"members\":%d,\"totalLag\":%d}",
            ms, cpuMs, requests(admin) - requestsBefore, all.size(), groupPartitions, members, lag);
    }

    /** Reads where all partitions of one group go and stand, moves them there, and reads them back. */
    private static String alter(Admin admin, boolean toLatest) throws Exception {
        String group = "bench-reset-peer";
        long startedAt = System.nanoTime();
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        Map<TopicPartition, OffsetSpec> other = new HashMap<>();
        List<String> topics = admin.listTopics().names().get().stream().toList();
        admin.describeTopics(topics).allTopicNames().get().forEach((topic, description) -> description.partitions().forEach(info -> {
            wanted.put(new TopicPartition(topic, info.partition()), toLatest ? OffsetSpec.latest() : OffsetSpec.earliest());
            other.put(new TopicPartition(topic, info.partition()), toLatest ? OffsetSpec.earliest() : OffsetSpec.latest());
        }));
        var before = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        var otherEnds = admin.listOffsets(other).all().get();
        Map<TopicPartition, OffsetAndMetadata> target = new HashMap<>();
        admin.listOffsets(wanted).all().get().forEach((partition, found) -> target.put(partition, new OffsetAndMetadata(found.offset(), found.leaderEpoch(), "")));
        double planMs = (System.nanoTime() - startedAt) / 1e6;
        long plannedAt = System.nanoTime();
        admin.alterConsumerGroupOffsets(group, target).all().get();
        var after = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        long applied = target.entrySet().stream().filter(entry -> after.get(entry.getKey()) != null && after.get(entry.getKey()).offset() == entry.getValue().offset()).count();
        double applyMs = (System.nanoTime() - plannedAt) / 1e6;
        return String.format(java.util.Locale.ROOT, "{\"planMs\":%.2f,\"applyMs\":%.2f,\"partitions\":%d,\"applied\":%d,\"read\":%d}", planMs, applyMs, target.size(), applied, before.size() + otherEnds.size());
    }

    private static double requests(Admin admin) {
        return admin.metrics().values().stream()
            .filter(metric -> metric.metricName().name().equals("request-total") && metric.metricName().group().equals("admin-client-metrics"))
            .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue()).sum();
    }
}
