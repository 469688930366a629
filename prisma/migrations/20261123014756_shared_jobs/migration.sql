-- DropForeignKey
ALTER TABLE "Job" DROP CONSTRAINT "Job_userId_fkey";

-- DropIndex
DROP INDEX "Job_state_createdAt_idx";

-- AlterTable
ALTER TABLE "Job" DROP COLUMN "error",
DROP COLUMN "payload",
ADD COLUMN     "cost" INTEGER NOT NULL,
ADD COLUMN     "key" TEXT,
ADD COLUMN     "outcome" BYTEA,
ADD COLUMN     "request" BYTEA NOT NULL,
ADD COLUMN     "startedAt" TIMESTAMP(3),
ADD COLUMN     "tag" DOUBLE PRECISION NOT NULL,
ADD COLUMN     "worker" TEXT,
ALTER COLUMN "userId" SET NOT NULL;

-- CreateTable
CREATE TABLE "CheckpointPart" (
    "checkpointId" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "CheckpointPart_pkey" PRIMARY KEY ("checkpointId","file","number")
);

-- CreateIndex
CREATE INDEX "Job_state_updatedAt_idx" ON "Job"("state", "updatedAt");

-- AddForeignKey
ALTER TABLE "Job" ADD CONSTRAINT "Job_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CheckpointPart" ADD CONSTRAINT "CheckpointPart_checkpointId_fkey" FOREIGN KEY ("checkpointId") REFERENCES "Checkpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;
