-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "leftAt" TIMESTAMP(3),
ADD COLUMN     "presentAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "Posting" (
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "imageId" TEXT NOT NULL,
    "removed" BOOLEAN NOT NULL DEFAULT false,
    "postedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Posting_pkey" PRIMARY KEY ("platform","channel","message","imageId")
);

-- CreateIndex
CREATE INDEX "Posting_imageId_idx" ON "Posting"("imageId");

-- CreateIndex
CREATE INDEX "Posting_platform_removed_idx" ON "Posting"("platform", "removed");

-- What the web chat shows already can be taken back, too.
INSERT INTO "Posting" ("platform", "workspace", "channel", "message", "imageId", "postedAt")
SELECT DISTINCT 'web', 'web', message."channel", message."id", picture #>> '{}', message."createdAt"
FROM "Message" AS message,
  LATERAL (
    SELECT jsonb_path_query(message."body", 'lax $.images[*].id')
    UNION SELECT jsonb_path_query(message."body", 'lax $.buttons[*][*].picture')
  ) AS shown (picture)
WHERE jsonb_typeof(picture) = 'string';

INSERT INTO "Posting" ("platform", "workspace", "channel", "message", "imageId", "postedAt")
SELECT DISTINCT ON (picture ->> 'file', picture ->> 'id')
  'web', 'web', 'files', picture ->> 'file', picture ->> 'id', message."createdAt"
FROM "Message" AS message, LATERAL jsonb_path_query(message."body", 'lax $.images[*]') AS picture
WHERE picture ? 'file' AND picture ? 'id';
