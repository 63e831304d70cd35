#!/usr/bin/env bash
# Makes the sample media of the demo with ffmpeg: a clock, a ball that crosses the picture once a second, a beep
# every second. Anyone can see and hear whether it plays right. Run once; the results are committed.
set -euo pipefail
cd "$(dirname "$0")/../../apps/demo-player/media"
seconds=20
font=/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf
picture="color=c=0x10243e:s=640x360:r=25,
  drawbox=x=0:y=300:w=640:h=60:color=0x1d4e6b:t=fill,
  drawtext=fontfile=$font:text='%{eif\:t/60\:d\:2}\:%{eif\:mod(t,60)\:d\:2}.%{eif\:mod(floor(t*10),10)\:d}':fontsize=84:fontcolor=white:x=(w-text_w)/2:y=100,
  drawtext=fontfile=$font:text='frame %{n}':fontsize=22:fontcolor=0x9fc7e0:x=(w-text_w)/2:y=210,
  drawtext=fontfile=$font:text='●':fontsize=56:fontcolor=0xf2b134:x='mod(t,1)*(w-40)':y=300"
sound="aevalsrc='0.4*sin(2*PI*880*t)*lt(mod(t,1),0.08)':s=44100:c=mono"
video=(-c:v libx264 -profile:v main -preset veryslow -crf 27 -g 50 -keyint_min 50 -sc_threshold 0 -bf 2 -pix_fmt yuv420p)
audio=(-c:a aac -b:a 64k)
mkdir -p videos music
ffmpeg -v error -y -f lavfi -i "$picture" -f lavfi -i "$sound" -t $seconds "${video[@]}" "${audio[@]}" \
  -metadata title="Oxbow clock" -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -flvflags add_keyframe_index videos/clock.flv
ffmpeg -v error -y -i videos/clock.flv -c copy -fflags +bitexact -movflags +faststart videos/clock.mp4
ffmpeg -v error -y -f lavfi -i "$sound" -t $seconds -c:a libmp3lame -b:a 64k -fflags +bitexact music/beep.mp3
ls -l videos music
